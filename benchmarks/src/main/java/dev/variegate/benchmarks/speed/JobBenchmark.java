package dev.variegate.benchmarks.speed;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Times the job as a user starts it: whole processes, from the shell to the last file, beside the
 * codec alone and a script with Albumentations where there is one. Writes a page of it.
 */
public final class JobBenchmark {

  private static final List<Integer> SOURCES = List.of(1_000, 10_000);
  private static final int CLASSES = 10;
  private static final int COPIES = 4;
  private static final int CORES = 2;
  private static final int TURNS = 3;
  private static final String ENCODING = "jpeg:95";

  /** What the closing line of a job says of the stage that writes. */
  private static final Pattern WRITING = Pattern.compile(" out \\(.*\\) in ([0-9.]+) s");

  private final BenchmarkSet set;
  private final Path root;
  private final Optional<Path> albumentations;
  private final Path work;

  private JobBenchmark(BenchmarkSet set, Path root, Optional<Path> albumentations, Path work) {
    this.set = set;
    this.root = root;
    this.albumentations = albumentations;
    this.work = work;
  }

  /**
   * Takes the folder of real images, which may be absent, the root of the checkout, the page to
   * write and, if the peer is to be timed, a folder with the package {@code albumentations}.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3 && args.length != 4) {
      System.err.println("usage: JobBenchmark FOLDER_OF_IMAGES ROOT PAGE [ALBUMENTATIONS]");
      System.exit(2);
    }
    var root = Path.of(args[1]);
    var clothes = root.resolve("examples/data/fashion-longtail/train-images-idx3-ubyte.gz");
    var set = BenchmarkSet.make(SOURCES.get(0), Path.of(args[0]), clothes);
    var peer = Stream.of(args).skip(3).map(Path::of).findFirst();
    var work = Files.createTempDirectory("job-benchmark");
    try {
      var page = new JobBenchmark(set, root, peer, work).page();
      Files.writeString(Path.of(args[2]), page);
      System.out.println(page);
    } finally {
      delete(work);
    }
  }

  private String page() throws IOException {
    double codec = codecAlone();
    var rows = new StringBuilder();
    for (int sources : SOURCES) {
      rows.append(row(sources, codec));
    }
    return """
        # What the job costs

        Printed by `examples/benchmark.sh job`. `AugmentJob` in `local[%d]`, started from the shell as whole processes,
        the start of the JVM and of Spark included: an image folder of JPEGs of 481x321 pixels (%s; %,d bytes on average)
        in %d classes, %d copies of each by [crop-224](../conf/policies/crop-224.yaml), written as `%s` to Parquet and to an image
        folder. Only copies are counted, though the job writes the sources too. Median of %d turns, in which all take part.

        - *writing*: the stage that writes alone, without start, plan and report.
        - *codec alone*: decoding the sources and encoding the finished copies in memory, on as many threads.
        - *Albumentations*: a script with version 1.3.1 in as many processes, files to files; empty where it was not installed.

        | sources | copies/s to Parquet | writing | to files | writing | codec alone | Albumentations | Parquet : it | files : it |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """
            .formatted(CORES, set.origin(), set.meanBytes(), CLASSES, COPIES, ENCODING, TURNS)
        + rows;
  }

  private double codecAlone() throws IOException {
    OpenCvThreads.limit(1);
    var policy = PolicyFile.read(Files.readString(policyFile()), "the benchmark");
    var expansion =
        new PolicyAugmenter(policy, 1, Optional.of(Encoding.parse(ENCODING)), new ImageCodec());
    return CodecTimes.measure(set, expansion, CORES, COPIES).floor();
  }

  private Path policyFile() {
    return root.resolve("conf/policies/crop-224.yaml");
  }

  private String row(int sources, double codec) throws IOException {
    var input = folder(sources);
    var parquet = new ArrayList<Run>();
    var files = new ArrayList<Run>();
    var peer = new ArrayList<Double>();
    for (int turn = 0; turn < TURNS; turn++) {
      parquet.add(job(input, "parquet"));
      files.add(job(input, "image-folder"));
      albumentations(input).ifPresent(peer::add);
    }
    double copies = (double) sources * COPIES;
    double toParquet = copies / median(parquet, Run::seconds);
    double toFiles = copies / median(files, Run::seconds);
    var theirs =
        peer.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(copies / Rounds.median(peer));
    return String.format(
        Locale.ROOT,
        "| %,d | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %s | %s | %s |%n",
        sources,
        toParquet,
        copies / median(parquet, Run::writing),
        toFiles,
        copies / median(files, Run::writing),
        codec,
        theirs.isEmpty() ? "" : String.format(Locale.ROOT, "%,.0f", theirs.getAsDouble()),
        ratio(toParquet, theirs),
        ratio(toFiles, theirs));
  }

  private static String ratio(double ours, OptionalDouble theirs) {
    return theirs.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", ours / theirs.getAsDouble());
  }

  private static double median(List<Run> runs, java.util.function.ToDoubleFunction<Run> of) {
    return Rounds.median(runs.stream().mapToDouble(of).boxed().toList());
  }

  /** An image folder of so many files, in which the images of the set come again and again. */
  private Path folder(int sources) throws IOException {
    var folder = work.resolve("in-" + sources);
    for (int i = 0; i < sources; i++) {
      var of = Files.createDirectories(folder.resolve("train/c" + i % CLASSES));
      Files.write(of.resolve("%06d.jpg".formatted(i)), set.images().get(i % set.size()));
    }
    return folder;
  }

  /** Seconds of a whole process, and of the stage that writes. */
  private record Run(double seconds, double writing) {}

  private Run job(Path input, String format) throws IOException {
    var output = work.resolve("out");
    var file =
        Files.writeString(
            work.resolve("job.yaml"),
            """
            input: {format: image-folder, path: %s}
            plan: {copies: %d}
            methods: {classic: {policy: %s}}
            output: {format: %s, path: %s, encoding: "%s"}
            seed: 1
            """
                .formatted(input, COPIES, policyFile(), format, output, ENCODING));
    var assembly =
        find(root.resolve("spark-connector/target"), "spark-connector-.*-assembly\\.jar");
    var run =
        timed(
            List.of(
                root.resolve("examples/spark-submit.sh").toString(),
                "--master",
                "local[%d]".formatted(CORES),
                "--conf",
                "spark.ui.showConsoleProgress=false",
                "--class",
                "dev.variegate.job.AugmentJob",
                assembly.toString(),
                file.toString()));
    var writing = WRITING.matcher(run.printed());
    if (!writing.find()) {
      throw new IllegalStateException("The job did not say how long it wrote:\n" + run.printed());
    }
    delete(output);
    return new Run(run.seconds(), Double.parseDouble(writing.group(1)));
  }

  private OptionalDouble albumentations(Path input) throws IOException {
    if (albumentations.isEmpty()) {
      return OptionalDouble.empty();
    }
    var output = work.resolve("peer");
    var run =
        timed(
            List.of(
                "/usr/bin/python3",
                root.resolve("benchmarks/albumentations_job.py").toString(),
                albumentations.get().toString(),
                input.toString(),
                output.toString(),
                Integer.toString(COPIES),
                Integer.toString(CORES)));
    delete(output);
    return OptionalDouble.of(run.seconds());
  }

  private record Timed(double seconds, String printed) {}

  private Timed timed(List<String> command) throws IOException {
    long start = System.nanoTime();
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // What started this program is set in its environment; the job finds its own Spark.
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException("%s failed:%n%s".formatted(command.get(0), printed));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Benchmark was interrupted", e);
    }
    return new Timed((System.nanoTime() - start) / 1e9, printed);
  }

  private static Path find(Path folder, String name) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
