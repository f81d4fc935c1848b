package dev.variegate.stage.method;

import dev.variegate.quality.ScoreHead;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.LazyRows;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds the score of its features to each row, as the last column; null where it has none.
 *
 * @param features column of vectors, or of numbers, each of which is one feature
 */
public record ScoredRows(ModelAddress model, Device device, int features)
    implements RowTask.Opener<double[], Double> {

  @Override
  public RowWorker<double[], Double> open(TaskContext task) {
    return new Worker(ScoreHead.open(model.open(), device.compute(task)));
  }

  private static Row scored(Row row, Double score) {
    var values = new Object[row.length() + 1];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    values[row.length()] = score;
    return RowFactory.create(values);
  }

  private static double[] numbers(Object value) {
    return value instanceof Vector vector
        ? vector.toArray()
        : new double[] {((Number) value).doubleValue()};
  }

  private final class Worker implements RowWorker<double[], Double> {
    private final ScoreHead head;

    Worker(ScoreHead head) {
      this.head = head;
    }

    @Override
    public RowWorker.Pending<double[], Double> open(RowWorker.Input input) {
      var row = input.row();
      return row.isNullAt(features)
          ? RowWorker.Pending.of(List.of(scored(row, null)))
          : new Asking(row, numbers(row.get(features)));
    }

    @Override
    public boolean isFull(List<double[]> requests) {
      return requests.size() >= head.model().batch();
    }

    @Override
    public List<Double> answer(List<double[]> requests) {
      return head.score(requests);
    }

    @Override
    public void close() {
      head.close();
    }
  }

  /** A row with its features, and then with the answer. */
  private static final class Asking implements RowWorker.Pending<double[], Double> {
    private final Row row;
    private final double[] vector;
    private List<Double> answers = List.of();

    Asking(Row row, double[] vector) {
      this.row = row;
      this.vector = vector;
    }

    @Override
    public List<double[]> requests() {
      return List.<double[]>of(vector);
    }

    @Override
    public void answered(List<Double> answers) {
      this.answers = answers;
    }

    @Override
    public LazyRows rows() {
      return LazyRows.of(answers.stream().map(score -> scored(row, score)).toList());
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
