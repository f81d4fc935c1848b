package dev.variegate.examples;

import dev.variegate.model.ModelCache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Times a task in Spark against the bare engine on as many threads: turns alternate, medians count.
 *
 * @param pictures a turn
 * @param stage pictures a second in Spark
 * @param engine pictures a second by the bare engine
 * @param ratio of the times of neighbouring turns
 * @param opened networks that the stage opened in all its turns
 */
record TaskTimes(
    String name, int cores, int pictures, double stage, double engine, double ratio, long opened) {

  private static final int TURNS = 3;
  private static final double SECONDS = 3;
  private static final int MOST = 20_000;

  static TaskTimes measure(TaskCase task, SparkSession spark, int cores) {
    var stage = new ArrayList<Double>();
    var engine = new ArrayList<Double>();
    var ratio = new ArrayList<Double>();
    long opened = ModelCache.opened();
    int pictures;
    try (var bare = new BareEngine(task.needed());
        var rounds = new Rounds(cores)) {
      int batches = batches(task, bare, cores);
      pictures = batches * task.batch();
      var work = Collections.<Runnable>nCopies(batches, bare::batch);
      var rows = task.rows(spark, pictures, cores);
      for (int turn = -1; turn < TURNS; turn++) {
        double inSpark = task.seconds(rows, pictures);
        double alone = rounds.seconds(work);
        if (turn >= 0) { // the first is for the compilers
          stage.add(pictures / inSpark);
          engine.add(pictures / alone);
          ratio.add(alone / inSpark);
        }
      }
      rows.unpersist();
    }
    return new TaskTimes(
        task.name(),
        cores,
        pictures,
        Rounds.median(stage),
        Rounds.median(engine),
        Rounds.median(ratio),
        ModelCache.opened() - opened);
  }

  /** So many that a turn takes some seconds, the same number for each core. */
  private static int batches(TaskCase task, BareEngine bare, int cores) {
    bare.batch();
    long start = System.nanoTime();
    int done = 0;
    while (done < 3 || System.nanoTime() - start < 3e8) {
      bare.batch();
      done++;
    }
    double each = (System.nanoTime() - start) / 1e9 / done;
    long fitting = Math.round(SECONDS / each);
    return (int) Math.max(1, Math.min(fitting, MOST / task.batch() / cores)) * cores;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-34s %d %s %7.1f pictures/s, bare ONNX Runtime %7.1f, ratio %.2f; networks opened: %d",
        name,
        cores,
        cores == 1 ? "core: " : "cores:",
        stage,
        engine,
        ratio,
        opened);
  }
}
