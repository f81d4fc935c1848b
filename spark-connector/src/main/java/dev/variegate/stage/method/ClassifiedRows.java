package dev.variegate.stage.method;

import dev.variegate.image.Image;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.AddedColumns;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vectors;

/**
 * Adds a classifier's scores to each row.
 *
 * @param prediction column of classes
 * @param probability column of probabilities
 * @param features column of features, or -1
 */
public record ClassifiedRows(
    ModelAddress model,
    Device device,
    AddedColumns columns,
    int prediction,
    int probability,
    int features)
    implements NetworkRows.Opener<Image, ClassScores> {

  @Override
  public NetworkRows.Filler<Image, ClassScores> open(TaskContext task) {
    return new Scores(Classifier.open(model.open(), device.compute(task)));
  }

  private final class Scores extends ImageFiller<ClassScores> {
    private final Classifier classifier;

    Scores(Classifier classifier) {
      super(columns);
      this.classifier = classifier;
    }

    @Override
    Image entering(Image image) {
      return classifier.fitted(image);
    }

    @Override
    public int batch() {
      return classifier.model().batch();
    }

    @Override
    public List<ClassScores> answer(List<Image> images) {
      return classifier.classify(images);
    }

    @Override
    public void write(ClassScores given, Object[] values) {
      values[prediction] = given.label();
      values[probability] = Vectors.dense(given.probabilities());
      if (features >= 0) {
        values[features] = Vectors.dense(doubles(given.features()));
      }
    }

    @Override
    public void close() {
      classifier.close();
    }
  }

  private static double[] doubles(float[] values) {
    var doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
