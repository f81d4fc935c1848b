package dev.variegate.benchmarks.size;

import dev.variegate.cluster.Cluster;
import dev.variegate.cluster.SparkHome;
import dev.variegate.cluster.Tree;
import dev.variegate.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kills the processes of a job while it runs, and compares each image that it writes with those of
 * an undisturbed run: key, class, split, SHA-256 of the bytes, lineage.
 */
public final class Kills {

  private static final int CLASSES = 10;
  private static final int COPIES = 4;
  private static final int EXECUTORS = 20;

  /** Percent of the output within which one executor is killed, by a keyed draw. */
  private static final int STEP = 4;

  /** When drivers are killed: in the plan, while tasks write (percent done), in the commit. */
  private static final List<Integer> DRIVERS = List.of(-1, 10, 50, 90, 100);

  /** An executor works for some time before it may be killed. */
  private static final Duration YOUNGEST = Duration.ofSeconds(4);

  private final Path root;
  private final Path work;
  private final Path input;
  private final List<String> expected = new ArrayList<>();
  private double undisturbed;

  private Kills(Path root, Path work, Path input) {
    this.root = root;
    this.work = work;
    this.input = input;
  }

  /**
   * Takes the folder of real images, which may be absent, what is killed and the sinks.
   *
   * @param args {@code FOLDER executors|drivers SOURCES parquet|image-folder...}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 4) {
      System.err.println("usage: Kills FOLDER_OF_IMAGES executors|drivers SOURCES SINK...");
      System.exit(2);
    }
    var work = Files.createTempDirectory("kills");
    try {
      var inputs = SizeBenchmark.inputs(work, Path.of(args[0]));
      var input = inputs.folder("in", false, Integer.parseInt(args[2]), i -> i % CLASSES);
      var kills = new Kills(SparkHome.root(), work, input);
      kills.runUndisturbed();
      for (var sink : List.of(args).subList(3, args.length)) {
        var output = work.resolve("out");
        var result =
            args[1].equals("executors")
                ? kills.ofExecutors(sink, output)
                : kills.ofDrivers(sink, output);
        System.out.println(result);
        SizeBenchmark.results().keep("kills-%s-%s".formatted(sink, args[1]), result);
        SizePage.write(SparkHome.root());
        SizeInputs.delete(output);
      }
    } finally {
      SizeInputs.delete(work);
    }
  }

  private Path file(String format, Path output) throws IOException {
    return Files.writeString(
        work.resolve("job.yaml"),
        """
        name: kills
        input: {format: image-folder, path: %s}
        plan: {copies: %d}
        methods: {classic: {policy: %s}}
        output: {format: %s, path: %s, encoding: "jpeg:95", mode: resume}
        seed: 1
        """
            .formatted(input, COPIES, root.resolve("conf/policies/crop-224.yaml"), format, output));
  }

  private void runUndisturbed() throws IOException, InterruptedException {
    var output = work.resolve("undisturbed");
    long begun = System.nanoTime();
    try (var job = JobProcess.start("local[2]", file("parquet", output), work.resolve("log"))) {
      job.ended();
    }
    undisturbed = (System.nanoTime() - begun) / 1e9;
    expected.addAll(Tree.parquetRows(output.toString()));
    SizeInputs.delete(output);
  }

  private KillResult ofExecutors(String sink, Path output)
      throws IOException, InterruptedException {
    int kills = 0;
    long begun = System.nanoTime();
    try (var cluster = cluster();
        var job = JobProcess.start(cluster.master(), file(sink, output), log())) {
      while (kills < EXECUTORS && !job.process().waitFor(50, TimeUnit.MILLISECONDS)) {
        var running = cluster.executors().stream().filter(Kills::isAtWork).toList();
        int moment = STEP * kills + draw("moment", kills, STEP);
        if (!running.isEmpty() && job.percent().orElse(-1) >= moment) {
          running.get(draw("executor", kills, running.size())).destroyForcibly();
          kills++;
          System.out.println("killed executor " + kills + " at " + job.percent());
        }
      }
      System.out.println(job.ended());
    }
    return compared(sink, "executors", kills, output, begun);
  }

  private static boolean isAtWork(ProcessHandle executor) {
    var youngest = Instant.now().minus(YOUNGEST);
    return executor.info().startInstant().filter(begun -> begun.isBefore(youngest)).isPresent();
  }

  private KillResult ofDrivers(String sink, Path output) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    int kills = 0;
    for (int moment : DRIVERS) {
      kills += runUntil(moment, sink, output);
    }
    try (var cluster = cluster();
        var job = JobProcess.start(cluster.master(), file(sink, output), log())) {
      System.out.println(job.ended());
    }
    return compared(sink, "drivers", kills, output, begun);
  }

  /** Returns how many drivers it has killed: none where the job has ended before. */
  private int runUntil(int moment, String sink, Path output)
      throws IOException, InterruptedException {
    try (var cluster = cluster();
        var job = JobProcess.start(cluster.master(), file(sink, output), log())) {
      while (!isNow(moment, job, output)) {
        if (job.process().waitFor(2, TimeUnit.MILLISECONDS)) {
          System.out.println("ended before it was killed at " + moment);
          return 0;
        }
      }
      job.process().destroyForcibly();
      System.out.println("killed a driver at " + job.percent());
      job.process().waitFor();
      return 1;
    }
  }

  private static boolean isNow(int moment, JobProcess job, Path output) throws IOException {
    if (moment < 0) {
      return Files.exists(output.resolve("_fingerprint")) || job.said().contains("\nclass ");
    }
    return moment < 100 ? job.percent().orElse(0) >= moment : isCommitting(output);
  }

  /** Whether a file stands where the run's own folder shows it at the end. */
  private static boolean isCommitting(Path output) throws IOException {
    if (!Files.exists(output)) {
      return false;
    }
    try (var runs = Files.newDirectoryStream(output, "_run-*")) {
      for (var run : runs) {
        try (var moved = Files.newDirectoryStream(run, "[!_.]*")) {
          if (moved.iterator().hasNext()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private KillResult compared(String sink, String killed, int kills, Path output, long begun)
      throws IOException {
    double seconds = (System.nanoTime() - begun) / 1e9;
    var rows = sink.equals("parquet") ? Tree.parquetRows(output.toString()) : Tree.rows(output);
    var lost = new ArrayList<String>();
    var more = new ArrayList<String>();
    int next = 0;
    for (var row : rows) { // both are sorted
      while (next < expected.size() && expected.get(next).compareTo(row) < 0) {
        lost.add(expected.get(next++));
      }
      if (next < expected.size() && expected.get(next).equals(row)) {
        next++;
      } else {
        more.add(row);
      }
    }
    lost.addAll(expected.subList(next, expected.size()));
    try (var left = Files.newDirectoryStream(output, "_{run,temporary}*")) {
      left.forEach(each -> more.add("left behind: " + each));
    }
    more.stream().limit(5).forEach(System.out::println);
    return new KillResult(
        sink, killed, kills, rows.size(), lost.size(), more.size(), undisturbed, seconds);
  }

  private Cluster cluster() throws IOException, InterruptedException {
    return new Cluster(Files.createDirectories(work.resolve("cluster")));
  }

  private Path log() {
    return work.resolve("log");
  }

  private static int draw(String what, int kill, int bound) {
    return Seeds.generator(1, what, kill, 0).nextInt(bound);
  }
}
