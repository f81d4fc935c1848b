package dev.variegate.stage.method;

import dev.variegate.image.Image;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.LazyRows;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds a classifier's scores to each row, in batches of the model.
 *
 * @param prediction column of classes
 * @param probability column of probabilities
 * @param features column of features, or -1
 */
public record ClassifiedRows(
    AddedColumns columns,
    ModelAddress model,
    Device device,
    int prediction,
    int probability,
    int features)
    implements RowTask.Opener<Image, ClassScores> {

  @Override
  public RowWorker<Image, ClassScores> open(TaskContext task) {
    return new Worker(Classifier.open(model.open(), device.compute(task)));
  }

  private final class Worker implements RowWorker<Image, ClassScores> {
    private final Classifier classifier;

    Worker(Classifier classifier) {
      this.classifier = classifier;
    }

    @Override
    public RowWorker.Pending<Image, ClassScores> open(RowWorker.Input input) {
      var row = input.row();
      if (columns.refusedBefore(row)) {
        return RowWorker.Pending.of(List.of(RowFactory.create(columns.values(row))));
      }
      try (var image = columns.image().decoded(row, columns.codec())) {
        return new Fitted(row, classifier.fitted(image));
      }
    }

    @Override
    public boolean isFull(List<Image> requests) {
      return requests.size() >= classifier.model().batch();
    }

    @Override
    public List<ClassScores> answer(List<Image> requests) {
      return classifier.classify(requests);
    }

    @Override
    public void close() {
      classifier.close();
    }
  }

  /** A row with its image as the network takes it. */
  private final class Fitted implements RowWorker.Pending<Image, ClassScores> {
    private final Row row;
    private final Image image;
    private List<ClassScores> scores = List.of();

    Fitted(Row row, Image image) {
      this.row = row;
      this.image = image;
    }

    @Override
    public List<Image> requests() {
      return List.of(image);
    }

    @Override
    public void answered(List<ClassScores> answers) {
      scores = answers;
    }

    @Override
    public LazyRows rows() {
      return LazyRows.of(scores.stream().map(this::row).toList());
    }

    private Row row(ClassScores given) {
      var values = columns.values(row);
      values[prediction] = given.label();
      values[probability] = Vectors.dense(given.probabilities());
      if (features >= 0) {
        values[features] = Vectors.dense(doubles(given.features()));
      }
      return RowFactory.create(values);
    }

    @Override
    public void close() {
      image.close();
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
