package dev.variegate.benchmarks.speed;

import dev.variegate.model.ModelCache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * Times a task in Spark against the bare engine, and against engine and codecs, on as many threads:
 * turns alternate, medians count.
 *
 * <p>Spark plans and starts a job in a tenth of a second, whatever it does: a job of one batch for
 * each core reports how long, and the steady figures leave it out.
 *
 * @param batches runs of a turn for each core
 * @param opened networks that the stage opened in all its turns
 */
record TaskTimes(TaskCase task, int cores, int batches, List<Turn> turns, long opened) {

  private static final int TURNS = 3;
  private static final double SECONDS = 2;
  private static final double WARM_UP = 0.7;
  private static final int MAX = 20_000;

  /** From so many milliseconds a batch the network is the work. */
  private static final double LARGE = 20;

  private static final double ENGINE_AIM = 0.95;
  private static final double FLOOR_AIM = 0.9;

  /**
   * Seconds of one turn.
   *
   * @param first of a job in Spark of one batch for each core
   * @param all of a job of all batches
   * @param engine of all batches by the engine alone
   * @param floor of all batches by the engine, with decoding and encoding by plain calls
   */
  record Turn(double first, double all, double engine, double floor) {}

  static TaskTimes measure(TaskCase task, SparkSession spark, int cores) {
    long opened = ModelCache.opened();
    var turns = new ArrayList<Turn>();
    int batches;
    try (var bare = new BareEngine(task.needed());
        var codec = TaskCodec.of(task, spark);
        var rounds = new Rounds(cores)) {
      batches = batches(task, bare, spark, cores);
      int few = cores * task.batch();
      int many = batches * few;
      var one = task.rows(spark, few, cores);
      var all = task.rows(spark, many, cores);
      var engine = Collections.<Runnable>nCopies(batches * cores, bare::batch);
      var floor = floor(bare, codec, batches * cores);
      for (int turn = 0; turn < TURNS; turn++) {
        double first = task.seconds(one, few);
        double whole = task.seconds(all, many);
        turns.add(new Turn(first, whole, rounds.seconds(engine), rounds.seconds(floor)));
      }
      one.unpersist();
      all.unpersist();
    }
    return new TaskTimes(task, cores, batches, turns, ModelCache.opened() - opened);
  }

  private static List<Runnable> floor(BareEngine bare, TaskCodec codec, int batches) {
    return IntStream.range(0, batches)
        .<Runnable>mapToObj(
            batch ->
                () -> {
                  bare.batch();
                  codec.run(batch);
                })
        .toList();
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

  /** Milliseconds of a batch in a job that runs already. */
  private double further(Turn turn) {
    return 1e3 * (turn.all() - turn.first()) / (batches - 1);
  }

  private double engine(Turn turn) {
    return 1e3 * turn.engine() / batches;
  }

  private double floor(Turn turn) {
    return 1e3 * turn.floor() / batches;
  }

  /** Which of the aims are missed, as figures. */
  private String missed() {
    var missed = new ArrayList<String>();
    boolean large = median(this::engine) >= LARGE;
    if (large && median(turn -> engine(turn) / further(turn)) < ENGINE_AIM) {
      missed.add("%.2f of engine".formatted(ENGINE_AIM));
    }
    if (median(turn -> floor(turn) / further(turn)) < FLOOR_AIM) {
      missed.add("%.1f of both".formatted(FLOOR_AIM));
    }
    return String.join(", ", missed);
  }

  /** Heads what {@link #toString} says. */
  static String head() {
    return """
        | task, network | batch | images/s | engine | ratio | steady | engine + codec | steady | engine ms | codec ms | more ms | start ms | missed |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";
  }

  @Override
  public String toString() {
    double images = batches * cores * task.batch();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,.1f | %,.1f | %.2f | %.2f | %,.1f | %.2f | %.2f | %.2f | %.2f | %.0f | %s |",
        task.name(),
        task.batch(),
        median(turn -> images / turn.all()),
        median(turn -> images / turn.engine()),
        median(turn -> turn.engine() / turn.all()),
        median(turn -> engine(turn) / further(turn)),
        median(turn -> images / turn.floor()),
        median(turn -> floor(turn) / further(turn)),
        median(this::engine),
        median(turn -> floor(turn) - engine(turn)),
        median(turn -> further(turn) - floor(turn)),
        median(turn -> 1e3 * turn.first() - further(turn)),
        missed());
  }
}
