package dev.variegate.benchmarks.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Watches the memory of a task over many batches in Spark.
 *
 * @param resident megabytes of the JVM after each eighth of the batches
 */
record TaskMemory(String name, List<Long> resident) {

  /** How many runs of a network are watched. */
  static final int BATCHES = 2_000;

  private static final int PASSES = 8;

  static TaskMemory measure(TaskCase task, SparkSession spark, int cores) {
    int images = BATCHES / PASSES * task.batch();
    var rows = task.rows(spark, images, cores);
    var resident = new ArrayList<Long>();
    for (int pass = 0; pass < PASSES; pass++) {
      task.seconds(rows, images);
      resident.add(Resident.megabytes());
    }
    rows.unpersist();
    return new TaskMemory(task.name(), resident);
  }

  /**
   * Megabytes by which the last quarter lies above the second; the first one is for the compilers.
   */
  private double growth() {
    return mean(PASSES - 2) - mean(PASSES / 4);
  }

  private double mean(int from) {
    return (resident.get(from) + resident.get(from + 1)) / 2.0;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%-16s %s  grew by %+.1f", name, resident, growth());
  }
}
