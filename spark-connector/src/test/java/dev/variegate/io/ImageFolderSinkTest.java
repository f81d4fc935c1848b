package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.pixel.BgrSamples;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderSinkTest {

  @TempDir Path root;

  private final SparkSession spark = LocalSpark.session();

  @Test
  void namesFollowFromKeyAndCopy() throws IOException {
    write(rows(Images.rows(1), 1));
    assertThat(Images.visible(root))
        .containsOnlyKeys(
            "metadata.jsonl",
            "train/coat/p0-a7edfbcf8361-0.png",
            "train/coat/p0-a7edfbcf8361-1.png");
    assertThat(Files.readAllBytes(root.resolve("train/coat/p0-a7edfbcf8361-1.png")))
        .isEqualTo(Images.png(1));
    assertThat(Files.readAllLines(root.resolve("metadata.jsonl")))
        .hasSize(2)
        .contains(
            "{\"file_name\":\"train/coat/p0-a7edfbcf8361-1.png\",\"key\":\"train/coat/p0.png\",\"copy\":1,\"label\":\"coat\",\"split\":\"train\",\"lineage\":{\"copy\":1,\"method\":\"classic\"}}");
    assertThat(root.resolve("_SUCCESS")).exists();
    assertThat(root.resolve("train/coat").toFile().list()).hasSize(2); // and no check sums
    assertThat(root.resolve("_temporary")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7})
  void theTreeIsTheSameHoweverTheRowsArePartitioned(int partitions) {
    var rows = new ArrayList<>(Images.rows(20));
    new ImageFolderSink(root.resolve("one").toString()).write(rows(rows, 1));
    Collections.reverse(rows);
    new ImageFolderSink(root.resolve("many").toString()).write(rows(rows, partitions));
    assertThat(Images.visible(root.resolve("many")))
        .hasSize(41)
        .isEqualTo(Images.visible(root.resolve("one")));
  }

  @Test
  void aTaskThatFailsHalfWayLeavesAndDoublesNothing() {
    new ImageFolderSink(root.resolve("well").toString()).write(rows(Images.rows(20), 3));
    new ImageFolderSink(root.resolve("ill").toString()).write(failing(1));
    assertThat(Images.all(root.resolve("ill"))).isEqualTo(Images.all(root.resolve("well")));
  }

  @Test
  void aJobThatFailsShowsNothing() throws InterruptedException {
    assertThatThrownBy(() -> write(failing(9)))
        .hasStackTraceContaining("the task's half-way fault");
    awaitTasks();
    // A task that was still running may have made its own folder again after the job was given up.
    assertThat(Images.all(root).keySet())
        .allMatch(file -> file.equals("_fingerprint") || file.startsWith("_run-"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesTwoRowsOfOneName(int partitions) {
    var twice = new ArrayList<>(Images.rows(1));
    twice.addAll(Images.rows(1));
    assertThatThrownBy(() -> write(rows(twice, partitions)))
        .hasStackTraceContaining(
            "Two images are to be written as \"train/coat/p0-a7edfbcf8361-0.png\" but each pair of key and copy number must occur once; make the keys unique");
    assertThat(Images.all(root)).isEmpty();
  }

  @Test
  void labelsThatNoFolderMayHaveAreEncoded() {
    write(rows(List.of(Images.row("a", Images.png(1), "t-shirt/top", "_x", 0)), 1));
    assertThat(Images.visible(root)).containsKey("%5Fx/t-shirt%2Ftop/a-ca978112ca1b-0.png");
    assertThat(FolderName.of("..")).isEqualTo("%2E.");
    assertThat(FolderName.of("été 50%")).isEqualTo("été 50%25");
  }

  @Test
  void sparksImageStructsAreEncoded() {
    Images.write(root.resolve("in/a.png"), Images.png(7));
    var structs =
        spark
            .read()
            .format("image")
            .load(root.resolve("in").toString())
            .selectExpr("'a' AS key", "image", "'coat' AS label", "'train' AS split");
    new ImageFolderSink(root.resolve("out").toString()).write(structs);
    var codec = new ImageCodec();
    var file = root.resolve("out/train/coat/a-ca978112ca1b-0.png");
    try (var written = codec.decode(Files.readAllBytes(file));
        var source = codec.decode(Images.png(7))) {
      assertThat(BgrSamples.of(written)).isEqualTo(BgrSamples.of(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThatThrownBy(
            () ->
                new ImageFolderSink(root.resolve("text").toString())
                    .write(structs.withColumn("image", structs.col("image.origin"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Column \"image\" has type string but must be the Spark image struct or binary; read it with format(\"binaryFile\") or cast it");
    assertThat(root.resolve("text/_fingerprint")).doesNotExist();
  }

  @Test
  void whatIsNoImageKeepsItsEnding() {
    write(
        rows(
            List.of(
                Images.row("b/text.jpg", new byte[] {1}, "coat", "test", 0),
                Images.row(".b c", new byte[] {1}, "coat", "test", 0)),
            1));
    assertThat(Images.visible(root).keySet())
        .containsExactly(
            "metadata.jsonl",
            "test/coat/text-e4e47bbe6424-0.jpg",
            "test/coat/x.b-c-72cc41e395ba-0.bin");
  }

  @Test
  void refusesRowsWithoutImageOrLabel() {
    assertThatThrownBy(() -> write(rows(List.of(Images.row("k", null, "coat", "train", 0)), 1)))
        .hasStackTraceContaining(
            "Row \"k\" has no image, but a folder of images needs one for each; leave such rows out (handleInvalid skip) or write Parquet");
    assertThatThrownBy(
            () -> write(rows(List.of(Images.row("k", Images.png(1), "", "train", 0)), 1)))
        .hasStackTraceContaining(
            "Row \"k\" has no label, but a folder of images needs one for each");
  }

  @Test
  void rowsWithoutLineageAreSources() throws IOException {
    write(rows(Images.rows(1).subList(0, 1), 1).drop("lineage"));
    assertThat(Files.readString(root.resolve("metadata.jsonl")))
        .contains("\"copy\":0")
        .contains("\"lineage\":null");
  }

  @Test
  void anImageFolderReadsItBack() {
    write(rows(Images.rows(4), 2));
    var back = new ImageFolder(root.toString()).read(spark);
    assertThat(back.count()).isEqualTo(8);
    assertThat(back.where("label = 'coat' and split = 'train'").count()).isEqualTo(4);
  }

  @Test
  void labelsComeBackAsTheyWere() {
    write(rows(List.of(Images.row("a", Images.png(1), "t-shirt/top", "test", 0)), 1));
    var back = new ImageFolder(root.toString()).read(spark).first();
    assertThat(back.getString(0)).isEqualTo("test/t-shirt%2Ftop/a-ca978112ca1b-0.png");
    assertThat(back.getString(2)).isEqualTo("t-shirt/top");
  }

  @Test
  void labelsOfEveryKindComeBack() {
    var labels =
        List.of(
            "a/b",
            "..",
            ".",
            "a.",
            "a ",
            " a",
            " ",
            "\u0007\n",
            "CON",
            "Cat",
            "cat",
            "\u00e9",
            "e\u0301",
            "a:b",
            "a\\b",
            "a*?[1]{2}",
            "50%",
            "a%2Fb",
            "train",
            "007",
            "_x",
            "\uD83D\uDE00",
            "x".repeat(255));
    var rows = new ArrayList<Row>();
    labels.forEach(label -> rows.add(Images.row("k", Images.png(1), label, "test", 0)));
    write(rows(rows, 3));
    assertThat(new ImageFolder(root.toString()).read(spark).select("label").collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactlyInAnyOrderElementsOf(labels);
  }

  @Test
  void namesOfFilesAreCutByBytes() {
    write(
        rows(
            List.of(
                Images.row("\uD840\uDC00".repeat(70), Images.png(1), "coat", "test", 12345),
                Images.row("\u65e5".repeat(90), Images.png(1), "coat", "test", 0)),
            1));
    assertThat(Images.visible(root).keySet())
        .filteredOn(name -> name.endsWith(".png"))
        .map(name -> name.substring("test/coat/".length()))
        .allMatch(name -> name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 255)
        .anyMatch(name -> name.startsWith("\uD840\uDC00".repeat(58) + "-"))
        .anyMatch(name -> name.startsWith("\u65e5".repeat(60) + "-"));
  }

  @Test
  void refusesARowWithoutAKey() {
    assertThatThrownBy(
            () -> write(rows(List.of(Images.row(null, Images.png(1), "coat", "x", 0)), 1)))
        .hasStackTraceContaining(
            "A row has no key, but a folder of images needs one for each file name; fill the column key, or leave such rows out");
  }

  @Test
  void classesThatHaveNoFolderAreRefusedBeforeTheJob() {
    assertThatThrownBy(
            () ->
                new ImageFolderSink(root.toString())
                    .requireClasses(List.of("coat", "\u65e5".repeat(90))))
        .hasMessage(
            "Class or split \"%s...\" makes a folder name of 270 bytes but must be at most 255; shorten it, or write Parquet"
                .formatted("\u65e5".repeat(20)));
  }

  private void write(Dataset<Row> rows) {
    new ImageFolderSink(root.toString()).write(rows);
  }

  private Dataset<Row> rows(List<Row> rows, int partitions) {
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(context.parallelize(rows, partitions), Images.SCHEMA);
  }

  /** Rows in three partitions, of which each attempt before the given one fails at the 7th row. */
  private Dataset<Row> failing(int attempts) {
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var rows =
        context
            .parallelize(Images.rows(20), 3)
            .zipWithIndex()
            .map(
                row -> {
                  if (row._2 % 13 == 7 && TaskContext.get().attemptNumber() < attempts) {
                    throw new IllegalStateException("the task's half-way fault");
                  }
                  return row._1;
                });
    return spark.createDataFrame(rows, Images.SCHEMA);
  }

  /** Tasks outlive the job that gives them up, and make and delete files while these are listed. */
  private void awaitTasks() throws InterruptedException {
    var tracker = spark.sparkContext().statusTracker();
    while (Arrays.stream(tracker.getExecutorInfos()).anyMatch(of -> of.numRunningTasks() > 0)) {
      Thread.sleep(20);
    }
  }
}
