package dev.variegate.stage.method;

import dev.variegate.image.Image;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.quality.ClassLikelihoods;
import dev.variegate.quality.ImageScorer;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.LabelType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;

/**
 * Adds to each row how likely a generative model finds its image.
 *
 * @param label column of the class that the image is scored as, or -1 for all classes
 * @param likelihood column of log-likelihoods in nats
 * @param bits column of bits per dimension
 * @param posterior column of the probability of each class, or -1
 * @param prediction column of the likeliest class, or -1
 */
public record LikelihoodRows(
    ModelAddress model,
    Device device,
    AddedColumns columns,
    int label,
    int likelihood,
    int bits,
    int posterior,
    int prediction)
    implements NetworkRows.Opener<LikelihoodRows.Asked, LikelihoodRows.Answer> {

  /** A fitted image, and the class that it is scored as, "" for none. */
  record Asked(Image image, String label) {}

  /** The log-likelihood, and those of all classes where they are asked for. */
  record Answer(double logLikelihood, Optional<ClassLikelihoods> classes, int dimensions) {}

  @Override
  public NetworkRows.Filler<Asked, Answer> open(TaskContext task) {
    return new Scores(ImageScorer.open(model.open(), device.compute(task)));
  }

  private final class Scores implements NetworkRows.Filler<Asked, Answer> {
    private final ImageScorer scorer;
    private final boolean asksClass;

    Scores(ImageScorer scorer) {
      this.scorer = scorer;
      this.asksClass = scorer.model().input(Label.class).isPresent();
    }

    @Override
    public Optional<Asked> asked(Row row) {
      if (columns.refusedBefore(row)) {
        return Optional.empty();
      }
      var name = asksClass && label >= 0 ? LabelType.label(row, label) : "";
      if (!name.isEmpty()) {
        scorer.model().labelIndex(name); // refused with its row
      }
      try (var image = columns.image().decoded(row, columns.codec())) {
        return Optional.of(new Asked(scorer.fitted(image), name));
      }
    }

    @Override
    public int batch() {
      return scorer.model().batch();
    }

    @Override
    public List<Answer> answer(List<Asked> asked) {
      var images = asked.stream().map(Asked::image).toList();
      var labels = asked.stream().map(Asked::label).toList();
      boolean ofAll = asksClass && (label < 0 || posterior >= 0 || prediction >= 0);
      var classes = ofAll ? scorer.scoreAsEachClass(images) : List.<double[]>of();
      var alone = ofAll ? List.<Double>of() : scorer.score(images, labels);
      var answers = new ArrayList<Answer>();
      for (int i = 0; i < images.size(); i++) {
        var image = images.get(i);
        int dimensions = image.width() * image.height() * image.channels();
        answers.add(
            ofAll
                ? answer(new ClassLikelihoods(classes.get(i)), labels.get(i), dimensions)
                : new Answer(alone.get(i), Optional.empty(), dimensions));
      }
      return answers;
    }

    private Answer answer(ClassLikelihoods classes, String name, int dimensions) {
      double likelihood =
          name.isEmpty()
              ? classes.logLikelihood()
              : classes.values()[scorer.model().labelIndex(name)];
      return new Answer(likelihood, Optional.of(classes), dimensions);
    }

    @Override
    public void write(Answer given, Object[] values) {
      values[likelihood] = given.logLikelihood();
      values[bits] = -given.logLikelihood() / (Math.log(2) * given.dimensions());
      given
          .classes()
          .ifPresent(
              classes -> {
                if (posterior >= 0) {
                  values[posterior] = Vectors.dense(classes.posterior());
                }
                if (prediction >= 0) {
                  values[prediction] = scorer.model().labels().get(classes.prediction());
                }
              });
    }

    @Override
    public void releaseAsked(Asked asked) {
      asked.image().close();
    }

    @Override
    public void close() {
      scorer.close();
    }
  }
}
