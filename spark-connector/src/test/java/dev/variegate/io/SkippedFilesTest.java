package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.ImageFormat;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read, what is not, and what is reported of that; links too. */
class SkippedFilesTest {

  @TempDir Path root;

  private final SparkSession spark = LocalSpark.session();

  @Test
  void everyEndingOfAFormatIsReadInLettersOfAnyCase() {
    for (var ending : ImageFormat.extensions()) {
      write("cat/a." + ending, "cat/b." + ending.toUpperCase(java.util.Locale.ROOT));
    }
    assertThat(folder().read(spark).count()).isEqualTo(2L * ImageFormat.extensions().size());
    assertThat(ImageFormat.extensions()).contains("jfif", "jpe");
    assertThat(folder().skipped(spark).isEmpty()).isTrue();
  }

  @Test
  void whatIsNotReadIsCounted() throws IOException {
    write("cat/1.png", "cat/2.psd", "cat/3.PSD", "cat/noending", "cat/Thumbs.db", "cat/.DS_Store");
    write("cat/._1.png", "cat/_tmp/4.png", "cat/.thumbs/5.png", "dog/deep/6.png", "notes.txt");
    Files.createDirectories(root.resolve("bird"));
    Files.createSymbolicLink(root.resolve("cat/7.png"), root.resolve("nowhere"));
    var passed = folder().skipped(spark);
    assertThat(passed.files())
        .isEqualTo(
            Map.of(
                ".psd",
                2L,
                ".db",
                1L,
                ".txt",
                1L,
                "no ending",
                1L,
                "hidden",
                4L,
                "broken link",
                1L));
    assertThat(passed.emptyClasses()).containsExactly("bird");
    assertThat(passed)
        .hasToString(
            "10 files (4 hidden, 2 .psd, 1 .db, 1 .txt, 1 broken link, 1 no ending); class folders without an image: bird");
    assertThat(Images.collect(folder().read(spark)))
        .extracting(r -> r.getString(0))
        .containsExactly("cat/1.png", "dog/deep/6.png");
    assertThat(new BinaryFiles(root + "/cat/*", Optional.empty()).skipped(spark).files())
        .containsEntry(".psd", 2L);
  }

  @Test
  void oneScanGivesRowsAndWhatIsSkipped() {
    write("cat/1.png", "cat/2.psd");
    for (var source : List.of(folder(), new BinaryFiles(root.toString(), Optional.empty()))) {
      var scan = source.scan(spark);
      assertThat(scan.skipped()).isEqualTo(source.skipped(spark));
      assertThat(scan.skipped().files()).containsOnlyKeys(".psd");
      assertThat(Images.collect(scan.rows())).isEqualTo(Images.collect(source.read(spark)));
    }
  }

  @Test
  void smallImagesFillFewPartitions() {
    for (int i = 0; i < 400; i++) { // Spark would make partitions of thirty
      write("cat/%d.png".formatted(i));
    }
    assertThat(folder().read(spark).toJavaRDD().getNumPartitions())
        .isLessThanOrEqualTo(4 * spark.sparkContext().defaultParallelism());
    assertThat(folder().read(spark).count()).isEqualTo(400);
  }

  @Test
  void onlyTheFirstOfManyAreReportedAndNothingThatATerminalObeys() {
    var kinds = new TreeMap<String, Long>();
    for (int i = 0; i < 20; i++) {
      kinds.put("." + (char) ('a' + i), 1L);
    }
    assertThat(new SkippedFiles(kinds, List.of("a\u001b[2Jb")))
        .hasToString(
            "20 files (1 .a, 1 .b, 1 .c, 1 .d, 1 .e, 1 .f, 1 .g, 1 .h and 12 more); class folders without an image: a\\u001b[2Jb");
    assertThat(SkippedFiles.kind("a.\u001b[2J")).isEqualTo("no ending");
  }

  @Test
  void linksAreFollowedOutOfTheInputToo() throws IOException {
    write("in/cat/1.png", "elsewhere/2.png", "single.png");
    Files.createSymbolicLink(root.resolve("in/dog"), root.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("in/cat/3.png"), root.resolve("single.png"));
    root = root.resolve("in");
    assertThat(Images.collect(folder().read(spark)))
        .extracting(r -> r.getString(0))
        .containsExactly("cat/1.png", "cat/3.png", "dog/2.png");
  }

  @Test
  void aLoopOfLinksIsRefused() throws IOException {
    write("cat/1.png", "dog/2.png");
    Files.createSymbolicLink(root.resolve("cat/all"), root);
    assertThatThrownBy(() -> folder().read(spark))
        .hasMessage(
            "Folder \"file:%s/cat/all\" is a link to a folder that holds it but links must not make a loop; remove the link"
                .formatted(root));
    Files.delete(root.resolve("cat/all"));
    Files.createSymbolicLink(root.resolve("cat/x"), root.resolve("dog"));
    assertThat(folder().read(spark).count()).isEqualTo(3); // two ways to one folder are no loop
    Files.createSymbolicLink(root.resolve("dog/y"), root.resolve("cat"));
    assertThatThrownBy(() -> folder().read(spark)).hasMessageContaining("must not make a loop");
  }

  @Test
  void classesThatLookAlikeAreFound() {
    assertThat(
            SimilarNames.of(
                List.of("Cat", "cat", "dog", "\u00e9", "e\u0301", "dog ", "\uFF41", "b")))
        .containsExactly(
            List.of("Cat", "cat"), List.of("dog", "dog "), List.of("\u00e9", "e\u0301"));
  }

  private ImageFolder folder() {
    return new ImageFolder(root.toString());
  }

  private void write(String... names) {
    for (var name : names) {
      Images.write(root.resolve(name), Images.png(1));
    }
  }
}
