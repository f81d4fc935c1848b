package dev.variegate.examples;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Watches the memory of a task over many batches in Spark. */
final class TaskMemory {

  private static final int BATCHES = 2_000;
  private static final int PASSES = 8;

  private TaskMemory() {}

  /** Resident megabytes after each eighth of 2,000 batches. */
  static List<Long> residentMegabytes(TaskCase task, SparkSession spark, int cores) {
    int pictures = BATCHES / PASSES * task.batch();
    var rows = task.rows(spark, pictures, cores);
    var resident = new ArrayList<Long>();
    for (int pass = 0; pass < PASSES; pass++) {
      task.seconds(rows, pictures);
      resident.add(Resident.megabytes());
    }
    rows.unpersist();
    return resident;
  }
}
