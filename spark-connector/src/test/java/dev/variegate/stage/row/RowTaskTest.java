package dev.variegate.stage.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Collections;
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

  private static final List<Integer> BATCHES = Collections.synchronizedList(new ArrayList<>());

  /** Makes one request for each row, which holds a number. */
  private abstract static class Numbers implements RowWorker<Integer, Integer> {

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
    public void close() {
      // Nothing is open.
    }
  }

  /** Refuses all requests together, and breaks down at one of them alone. */
  private static final class Breaking extends Numbers {

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
  }

  /** Takes batches of a hundred. */
  private static final class Hundreds extends Numbers {

    @Override
    public boolean isFull(List<Integer> requests) {
      return requests.size() == 100;
    }

    @Override
    public List<Integer> answer(List<Integer> requests) {
      BATCHES.add(requests.size());
      return requests;
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

  @Test
  void rowsFillBatchesOfAnySize() {
    var task = new RowTask<Integer, Integer>(any -> new Hundreds(), 0, Refusals.NONE);
    var numbers =
        LocalSpark.session().range(0, 250, 1, 1).selectExpr("cast(id as int) as number").toDF();
    assertThat(numbers.mapPartitions(task, Encoders.row(SCHEMA)).count()).isEqualTo(250);
    assertThat(BATCHES).containsExactly(100, 100, 50);
    assertThat(OPEN).hasValue(0);
  }
}
