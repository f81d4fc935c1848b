package dev.variegate.stage;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Lets the first attempt of every task fail in the middle of its rows. */
public final class FailsOnce {

  private static final AtomicInteger FAILURES = new AtomicInteger();

  private FailsOnce() {}

  public static Dataset<Row> of(Dataset<Row> table) {
    MapPartitionsFunction<Row, Row> failing = Rows::new;
    return table.mapPartitions(failing, Encoders.row(table.schema()));
  }

  /** How many tasks failed so far. */
  static int failures() {
    return FAILURES.get();
  }

  private record Rows(Iterator<Row> rows, AtomicInteger seen) implements Iterator<Row> {

    Rows(Iterator<Row> rows) {
      this(rows, new AtomicInteger());
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      if (seen.incrementAndGet() == 2 && TaskContext.get().attemptNumber() == 0) {
        FAILURES.incrementAndGet();
        throw new IllegalStateException("the first attempt of this task is meant to fail");
      }
      return rows.next();
    }
  }
}
