package dev.variegate.benchmarks.speed;

import dev.variegate.model.ModelCache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.SparkSession;

/**
 * Times a task in Spark against the bare engine on as many threads: turns alternate, medians count.
 *
 * <p>Spark plans and starts a job in a tenth of a second, whatever it does: a job of one batch for
 * each core reports how long, and {@link #steady} leaves it out.
 *
 * @param batches runs of a turn for each core
 * @param opened networks that the stage opened in all its turns
 */
record TaskTimes(TaskCase task, int cores, int batches, List<Turn> turns, long opened) {

  private static final int TURNS = 3;
  private static final double SECONDS = 2;
  private static final double WARM_UP = 0.7;
  private static final int MAX = 20_000;

  /**
   * Seconds of one turn.
   *
   * @param first of a job in Spark of one batch for each core
   * @param all of a job of all batches
   * @param engine of all batches by the engine alone
   */
  record Turn(double first, double all, double engine) {}

  static TaskTimes measure(TaskCase task, SparkSession spark, int cores) {
    long opened = ModelCache.opened();
    var turns = new ArrayList<Turn>();
    int batches;
    try (var bare = new BareEngine(task.needed());
        var rounds = new Rounds(cores)) {
      batches = batches(task, bare, spark, cores);
      int few = cores * task.batch();
      int many = batches * few;
      var one = task.rows(spark, few, cores);
      var all = task.rows(spark, many, cores);
      var work = Collections.<Runnable>nCopies(batches * cores, bare::batch);
      for (int turn = 0; turn < TURNS; turn++) {
        double first = task.seconds(one, few);
        turns.add(new Turn(first, task.seconds(all, many), rounds.seconds(work)));
      }
      one.unpersist();
      all.unpersist();
    }
    return new TaskTimes(task, cores, batches, turns, ModelCache.opened() - opened);
  }

  /** So many for each core that a turn in Spark takes some seconds. */
  private static int batches(TaskCase task, BareEngine bare, SparkSession spark, int cores) {
    int tried = fitting(task, cores, WARM_UP / secondsOfBatch(bare));
    int images = tried * cores * task.batch();
    var rows = task.rows(spark, images, cores);
    task.seconds(rows, images); // for the compilers
    double seconds = task.seconds(rows, images);
    rows.unpersist();
    return fitting(task, cores, SECONDS / seconds * tried);
  }

  private static double secondsOfBatch(BareEngine bare) {
    bare.batch();
    long start = System.nanoTime();
    int done = 0;
    while (done < 3 || System.nanoTime() - start < 3e8) {
      bare.batch();
      done++;
    }
    return (System.nanoTime() - start) / 1e9 / done;
  }

  private static int fitting(TaskCase task, int cores, double batches) {
    return (int) Math.max(2, Math.round(Math.min(batches, (double) MAX / task.batch() / cores)));
  }

  private double median(ToDoubleFunction<Turn> of) {
    return Rounds.median(turns.stream().map(of::applyAsDouble).toList());
  }

  /** Seconds of a batch in a job that runs already. */
  private double further(Turn turn) {
    return (turn.all() - turn.first()) / (batches - 1);
  }

  /** The fraction of a running job's time that the engine would need alone. */
  private double steady(Turn turn) {
    return turn.engine() / batches / further(turn);
  }

  /** Heads what {@link #toString} says. */
  static String head() {
    return "%-36s cores batch images/s   engine ratio steady engine ms  more ms  start ms opened"
        .formatted("task, network");
  }

  @Override
  public String toString() {
    double images = batches * cores * task.batch();
    return String.format(
        Locale.ROOT,
        "%-36s %5d %5d %10.1f %8.1f %5.2f %6.2f %9.2f %8.2f %9.0f %6d",
        task.name(),
        cores,
        task.batch(),
        median(turn -> images / turn.all()),
        median(turn -> images / turn.engine()),
        median(turn -> turn.engine() / turn.all()),
        median(this::steady),
        1e3 * median(turn -> turn.engine() / batches),
        1e3 * median(turn -> further(turn) - turn.engine() / batches),
        1e3 * median(turn -> turn.first() - further(turn)),
        opened);
  }
}
