package dev.variegate.stage.method;

import dev.variegate.quality.ScoreHead;
import dev.variegate.stage.param.Device;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/**
 * Adds the score of its features to each row; null where it has none.
 *
 * @param features column of vectors, or of numbers, each of which is one feature
 * @param score column of scores
 */
public record ScoredRows(ModelAddress model, Device device, int features, int score)
    implements NetworkRows.Opener<double[], Double> {

  @Override
  public NetworkRows.Filler<double[], Double> open(TaskContext task) {
    return new Scores(ScoreHead.open(model.open(), device.compute(task)));
  }

  private static double[] numbers(Object value) {
    return value instanceof Vector vector
        ? vector.toArray()
        : new double[] {((Number) value).doubleValue()};
  }

  private final class Scores implements NetworkRows.Filler<double[], Double> {
    private final ScoreHead head;

    Scores(ScoreHead head) {
      this.head = head;
    }

    @Override
    public Optional<double[]> asked(Row row) {
      return row.isNullAt(features) ? Optional.empty() : Optional.of(numbers(row.get(features)));
    }

    @Override
    public int batch() {
      return head.model().batch();
    }

    @Override
    public List<Double> answer(List<double[]> vectors) {
      return head.score(vectors);
    }

    @Override
    public void write(Double given, Object[] values) {
      values[score] = given;
    }

    @Override
    public void close() {
      head.close();
    }
  }
}
