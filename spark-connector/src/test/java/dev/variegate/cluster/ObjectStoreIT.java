package dev.variegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.io.ExistingOutput;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.ImageSink;
import dev.variegate.io.Images;
import dev.variegate.io.OutputFolder;
import dev.variegate.io.ParquetSink;
import dev.variegate.job.AugmentJob;
import dev.variegate.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that read from an S3 server and write to it what they write to a local disk. */
@EnabledIfSystemProperty(named = "variegate.s3a.jars", matches = ".+")
class ObjectStoreIT {

  private static final int IMAGES = 24;

  private static final String NONE = "";

  private static final String FACTORY = "mapreduce.outputcommitter.factory.scheme.s3a";

  @TempDir static Path folder;

  private static ObjectStore store;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    store = new ObjectStore();
    store.settings().forEach(LocalSpark.session().sparkContext().hadoopConfiguration()::set);
    for (int i = 0; i < IMAGES; i++) {
      var label = i % 3 == 0 ? "coat" : "bag";
      var name = "in/train/" + label + "/p" + i + ".png";
      Images.write(folder.resolve(name), Images.png(i));
      store.put(output(name), Images.png(i));
    }
    Files.writeString(folder.resolve("policy.yaml"), "steps: [{rotate: {degrees: [-90, 90]}}]\n");
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        input: {format: image-folder, path: /nowhere, partitions: 8}
        plan: {copies: 1}
        methods:
          classic: {policy: policy.yaml}
        output: {path: /nowhere}
        """);
  }

  @AfterAll
  static void stop() {
    if (store != null) {
      store.close();
    }
  }

  private static void with(Map<String, String> settings, Runnable does) {
    var hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
    var before = new HashMap<String, String>();
    settings.forEach((key, value) -> before.put(key, hadoop.get(key, NONE)));
    settings.forEach(hadoop::set);
    try {
      does.run();
    } finally {
      before.forEach(
          (key, value) -> {
            if (value.equals(NONE)) {
              hadoop.unset(key);
            } else {
              hadoop.set(key, value);
            }
          });
    }
  }

  private static List<String> arguments(String format, String input, String output) {
    return List.of(
        folder.resolve("job.yaml").toString(),
        "--set",
        "output.format=" + format,
        "--set",
        "input.path=" + input,
        "--set",
        "output.path=" + output);
  }

  private static String run(int code, List<String> arguments, String... more) {
    var all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    var said = new ByteArrayOutputStream();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    int end = AugmentJob.execute(print, print, all.toArray(String[]::new));
    assertThat(end).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(code);
    return said.toString(StandardCharsets.UTF_8);
  }

  private static String output(String name) {
    return ObjectStore.BUCKET + name;
  }

  /** Everything that an output says of each image, with the image's digest. */
  private static List<String> rows(String format, String output) {
    var spark = LocalSpark.session();
    if (format.equals("parquet")) {
      return spark
          .read()
          .parquet(output)
          .selectExpr("concat_ws('|', key, label, split, sha2(image, 256), to_json(lineage))")
          .as(Encoders.STRING())
          .collectAsList()
          .stream()
          .sorted()
          .toList();
    }
    var listed =
        spark
            .read()
            .json(output + "/metadata.jsonl")
            .selectExpr("file_name", "to_json(struct(*)) as line");
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", true)
        .option("pathGlobFilter", "*.png")
        .load(output)
        .selectExpr("substring_index(path, '/', -3) as file_name", "sha2(content, 256) as hash")
        .join(listed, "file_name", "full_outer")
        .selectExpr("concat_ws('|', file_name, hash, line)")
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /** What the job writes from a local disk to a local disk. */
  private static List<String> expected(String format) {
    var output = folder.resolve("local-" + format).toString();
    run(
        0,
        arguments(format, folder.resolve("in").toString(), output),
        "--set",
        "output.mode=resume");
    return rows(format, output);
  }

  private static void assertWhole(String format, String output)
      throws IOException, InterruptedException {
    assertThat(rows(format, output)).hasSize(2 * IMAGES).isEqualTo(expected(format));
    assertThat(store.below(output))
        .filteredOn(path -> path.startsWith("_"))
        .containsExactlyInAnyOrder("_SUCCESS", "_fingerprint");
    assertThat(store.uploads(output)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image-folder", "parquet"})
  void aStoreHoldsWhatALocalDiskHolds(String format) throws IOException, InterruptedException {
    var output = output(format);
    var arguments = arguments(format, output("in"), output);
    run(0, arguments);
    assertWhole(format, output);
    assertThat(run(2, arguments)).contains("must not yet exist");
    assertThat(run(0, arguments, "--set", "output.mode=resume")).contains("complete already");
    run(0, arguments, "--set", "output.mode=overwrite");
    assertWhole(format, output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image-folder", "parquet"})
  void theLaterOfTwoRunsWins(String format) throws IOException, InterruptedException {
    var output = output("twice-" + format);
    var a =
        new OutputFolder(output, ExistingOutput.RESUME, "job")
            .begin(LocalSpark.session())
            .orElseThrow();
    var b =
        new OutputFolder(output, ExistingOutput.RESUME, "job")
            .begin(LocalSpark.session())
            .orElseThrow();
    assertThatThrownBy(() -> a.write(sink(format, output), table(5)))
        .hasMessageContaining("was taken over by a run that began later");
    assertThat(store.visible(output)).isEmpty();
    b.write(sink(format, output), table(2));
    assertThat(store.below(output)).contains("_SUCCESS");
    assertThat(store.uploads(output)).isEmpty();
  }

  @Test
  void quarantineReportAndSummaryMayLieOnAStore() throws IOException {
    for (int i = 0; i < 2; i++) {
      store.put(output("some/train/bag/" + i + ".png"), Images.png(i));
    }
    store.put(output("some/train/bag/bad.png"), new byte[] {1, 2, 3});
    run(
        0,
        arguments("image-folder", output("some"), output("well")),
        "--set",
        "handle-invalid=skip",
        "--set",
        "quarantine=" + output("bad"),
        "--set",
        "report.path=" + output("report"),
        "--summary",
        output("summary.json"));
    assertThat(LocalSpark.session().read().parquet(output("bad")).count()).isOne();
    assertThat(store.below(output("report"))).containsExactly("contact-sheet.png", "report.html");
    assertThat(store.below("s3a://images")).contains("summary.json");
  }

  /** A job that fails when two of its three tasks are committed. */
  private static void fail(Consumer<Dataset<Row>> write) throws IOException {
    var half =
        LocalSpark.session()
            .range(0, 3, 1, 3)
            .selectExpr(
                "cast(id as string) as key",
                "if(id = 2, raise_error('planted'), unhex('00')) as image",
                "'coat' as label",
                "'train' as split");
    assertThatThrownBy(() -> write.accept(half)).hasStackTraceContaining("planted");
  }

  private static void assertNothingVisible(String output) throws IOException {
    assertThat(store.visible(output)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image-folder", "parquet"})
  void aJobThatFailsShowsNothing(String format) throws IOException, InterruptedException {
    var output = output("failed-" + format);
    fail(sink(format, output)::write);
    assertNothingVisible(output);
    assertThat(store.below(output)).isEmpty();
    assertThat(store.uploads(output)).isEmpty();
  }

  @Test
  void theCheckSeesWhatHadoopsFileCommitterShows() throws IOException {
    var output = output("planted");
    fail(rows -> rows.write().option(ImageSink.COMMIT_ALGORITHM, "2").parquet(output));
    assertThatThrownBy(() -> assertNothingVisible(output)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aRenameInPlaceOfUploadsIsRefused() throws IOException {
    var arguments = arguments("parquet", output("in"), output("refused"));
    with(
        Map.of(FACTORY, FileOutputCommitterFactory.class.getName()),
        () ->
            assertThat(run(2, arguments))
                .contains(
                    "Output \"s3a://images/refused\" is on an object store, where a rename copies, but must have a committer for it; set spark.hadoop."
                        + FACTORY));
    with(
        Map.of("fs.s3a.impl.disable.cache", "true", "fs.s3a.committer.magic.enabled", "false"),
        () -> assertThat(run(2, arguments)).contains("fs.s3a.committer.magic.enabled"));
    with(
        Map.of("spark.sql.sources.commitProtocolClass", "some.OtherProtocol"),
        () ->
            assertThat(run(2, arguments))
                .contains(
                    "spark.sql.sources.commitProtocolClass is \"some.OtherProtocol\" but must be"));
    assertThat(store.below(output("refused"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image-folder", "parquet"})
  void killedProcessesLoseDoubleAndChangeNothing(String format)
      throws IOException, InterruptedException {
    var output = output("killed-" + format);
    try (var cluster = new Cluster(Files.createDirectories(folder.resolve(format)))) {
      var job = new Submission(folder.resolve(format));
      var driver =
          job.command(
              cluster.master(),
              "AugmentJob",
              arguments(format, output("in"), output),
              store.arguments());
      try {
        Cluster.await("no task was committed", driver::isAlive, () -> committedTask(output));
        cluster.executor().orElseThrow().destroyForcibly();
      } finally {
        SparkHome.await(driver, job.log());
      }
      assertThat(job.seen())
          .anyMatch(event -> event.contains("\"Reason\":\"ExecutorLostFailure\""));
      assertWhole(format, output);
    }
  }

  @Test
  void aKilledDriverIsResumed() throws IOException, InterruptedException {
    var output = output("resumed");
    var arguments = arguments("image-folder", output("in"), output);
    var job = new Submission(folder.resolve("resumed"));
    var driver = job.command("local[1]", "AugmentJob", arguments, store.arguments());
    try {
      Cluster.await("no task was committed", driver::isAlive, () -> committedTask(output));
    } finally {
      SparkHome.end(driver);
    }
    assertNothingVisible(output);
    assertThat(store.uploads(output)).isNotEmpty();
    run(0, arguments, "--set", "output.mode=resume");
    assertWhole("image-folder", output);
  }

  /** What a task has committed and the job has not. */
  private static Optional<String> committedTask(String output) {
    return store.below(output).stream().filter(path -> path.endsWith(".pendingset")).findFirst();
  }

  private static ImageSink sink(String format, String output) {
    return format.equals("parquet") ? new ParquetSink(output) : new ImageFolderSink(output);
  }

  private static Dataset<Row> table(int number) {
    return LocalSpark.session()
        .createDataFrame(Images.rows(number).subList(0, number), Images.SCHEMA)
        .coalesce(1);
  }
}
