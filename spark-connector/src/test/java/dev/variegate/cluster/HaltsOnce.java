package dev.variegate.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Ends the executor that is first in the last rows of a table, with all that it has kept. */
final class HaltsOnce {

  private HaltsOnce() {}

  /**
   * The same rows.
   *
   * @param mark a file that says that it has happened
   */
  static Dataset<Row> of(Dataset<Row> table, String mark) {
    int last = table.rdd().getNumPartitions() - 1;
    MapPartitionsFunction<Row, Row> halting =
        rows -> {
          if (TaskContext.getPartitionId() == last) {
            halt(rows, Path.of(mark));
          }
          return rows;
        };
    return table.mapPartitions(halting, Encoders.row(table.schema()));
  }

  private static void halt(Iterator<Row> rows, Path mark) {
    if (!rows.hasNext()) {
      throw new IllegalStateException("The last partition has no row");
    }
    try {
      Files.createFile(mark);
      Runtime.getRuntime().halt(1);
    } catch (FileAlreadyExistsException e) {
      return; // by an earlier attempt
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
