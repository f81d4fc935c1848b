package dev.variegate.stage.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.LocalSpark;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RowTaskTest {

  private static final StructType SCHEMA = new StructType().add("number", "int");
  private static final AtomicInteger OPEN = new AtomicInteger();

  /** Refuses all requests together, and breaks down at one of them alone. */
  private static final class Breaking implements RowWorker<Integer, Integer> {

    @Override
    public Pending<Integer, Integer> open(Input input) {
      OPEN.incrementAndGet();
      int number = input.row().getInt(0);
      return new Pending<>() {
        @Override
        public List<Integer> requests() {
          return List.of(number);
        }

        @Override
        public void answered(List<Integer> answers) {
          // Known already.
        }

        @Override
        public LazyRows rows() {
          return LazyRows.of(List.of(RowFactory.create(number)));
        }

        @Override
        public void close() {
          OPEN.decrementAndGet();
        }
      };
    }

    @Override
    public boolean isFull(List<Integer> requests) {
      return requests.size() == 3;
    }

    @Override
    public List<Integer> answer(List<Integer> requests) {
      if (requests.size() > 1) {
        throw new IllegalArgumentException("one of them");
      }
      if (requests.get(0) == 1) {
        throw new IllegalStateException("broken down");
      }
      return requests;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static RowWorker<Integer, Integer> breaking(TaskContext task) {
    return new Breaking();
  }

  @Test
  void everyRowIsClosedWhereTheWorkBreaksDown() {
    var rows = List.<Row>of(RowFactory.create(0), RowFactory.create(1), RowFactory.create(2));
    var table = LocalSpark.session().createDataFrame(rows, SCHEMA).coalesce(1);
    var task = new RowTask<Integer, Integer>(RowTaskTest::breaking, 0, Refusals.NONE);
    assertThatThrownBy(() -> table.mapPartitions(task, Encoders.row(SCHEMA)).collectAsList())
        .hasStackTraceContaining("broken down");
    assertThat(OPEN).hasValue(0);
  }
}
