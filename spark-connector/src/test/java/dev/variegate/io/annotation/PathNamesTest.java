package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.io.BinaryFiles;
import dev.variegate.io.ImageFolder;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.Images;
import dev.variegate.io.ParquetImages;
import dev.variegate.io.ParquetSink;
import dev.variegate.testing.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that Hadoop's paths, URIs, globs or Spark's characters give a meaning of their own. */
class PathNamesTest {

  /** Every name that was seen to be taken for something else somewhere. */
  private static final List<String> NAMES =
      List.of(
          "a b.png",
          "a:b.png",
          "a%20b.png",
          "a%zz.png",
          "a+b.png",
          "a#b.png",
          "a?b.png",
          "a&b.png",
          "a\\b.png",
          "a[1].png",
          "a{1,2}.png",
          "a*b.png",
          "a'b.png",
          "a\"b.png",
          "a=b.png",
          "a\nb.png",
          " a.png",
          "a..png",
          "\u00e9.png",
          "e\u0301.png",
          "\u65e5\u672c.png",
          "\uD83D\uDE00.png");

  private static final String ROOTS =
      "plain,b l a n k,co:lon,set [1],a{b;c},star*,what?,50%,a%20b,a+b,#1,emo\uD83D\uDE00\uD83D\uDE00ji,\u00e9t\u00e9,back\\slash,tail.";

  @TempDir Path folder;

  private final SparkSession spark = LocalSpark.session();

  static Stream<String> roots() {
    return Stream.of(ROOTS.split(","));
  }

  @Test
  void everyNameOfAFileIsAKey() {
    for (var name : NAMES) {
      Images.write(folder.resolve("cat").resolve(name), Images.png(1));
    }
    Images.write(folder.resolve("class=dog/0:1/1.png"), Images.png(1));
    Images.write(folder.resolve("a:b/empty:1.png"), new byte[0]);
    var expected =
        Stream.concat(
                NAMES.stream().map(name -> "cat/" + name),
                Stream.of("class=dog/0:1/1.png", "a:b/empty:1.png"))
            .toList();
    var read = Images.collect(new ImageFolder(folder.toString()).read(spark));
    assertThat(read).extracting(r -> r.getString(0)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(read)
        .filteredOn(r -> !r.getString(0).startsWith("cat/"))
        .extracting(r -> r.getString(2))
        .containsExactly("a:b", "class=dog");
    assertThat(Images.collect(new BinaryFiles(folder.toString(), Optional.empty()).read(spark)))
        .extracting(r -> r.getString(0))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("roots")
  void everyNameOfAFolderMayBeInputAndOutput(String name) {
    var root = folder.resolve(name);
    Images.write(root.resolve("in/cat/1.png"), Images.png(1));
    Images.write(root.resolve("in/dog/2.png"), new byte[0]);
    var input = root.resolve("in").toString();
    assertThat(keys(new ImageFolder(input).read(spark))).containsExactly("cat/1.png", "dog/2.png");
    assertThat(keys(new BinaryFiles(input, Optional.empty()).read(spark)))
        .containsExactly("cat/1.png", "dog/2.png");
    assertThat(keys(new BinaryFiles(input + "/cat/1.png", Optional.empty()).read(spark)))
        .containsExactly("1.png");
    var rows = new ImageFolder(input).read(spark).where("key = 'cat/1.png'");
    new ImageFolderSink(root.resolve("folder").toString()).write(rows);
    assertThat(new ImageFolder(root.resolve("folder").toString()).read(spark).first().getString(2))
        .isEqualTo("cat");
    new ParquetSink(root.resolve("parquet").toString()).write(rows);
    assertThat(keys(ParquetImages.of(root.resolve("parquet").toString()).read(spark)))
        .containsExactly("cat/1.png");
    Images.write(root.resolve("texts/a:1/b.TXT"), "\uFEFFone".getBytes(StandardCharsets.UTF_8));
    var texts =
        TextFiles.read(spark, new org.apache.hadoop.fs.Path(root + "/texts"), "txt").first();
    assertThat(texts.getString(0)).isEqualTo("a:1/b");
    assertThat(texts.<byte[]>getAs(1)).asString().isEqualTo("one");
  }

  @Test
  void aPatternThatMeetsAColonIsRefused() {
    Images.write(folder.resolve("cat/a:b.png"), Images.png(1));
    assertThatThrownBy(() -> new BinaryFiles(folder + "/cat/*", Optional.empty()).read(spark))
        .hasMessage(
            "Pattern \"file:%s/cat/*\" meets a name with a colon, which Hadoop's patterns cannot take; give the folder itself, or rename the file"
                .formatted(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b/c", "nowhere:///x"})
  void aPathThatNamesNoFileSystemIsRefused(String path) {
    assertThatThrownBy(() -> new ImageFolder(path).read(spark))
        .hasMessageMatching(
            "Path \"%s\" cannot be used \\(.*\\) but must name a file system that is known here, or none; a name with a colon needs its whole path, from / on"
                .formatted(path));
  }

  private static List<String> keys(Dataset<Row> rows) {
    return Images.collect(rows).stream().map(row -> row.getString(0)).toList();
  }

  @Test
  void noFileIsReadTwice() {
    Images.write(folder.resolve("x/y/a.png"), Images.png(1));
    Images.write(folder.resolve("x-2/a.png"), Images.png(1));
    assertThatThrownBy(() -> new BinaryFiles(folder + "/{x,x-2,x/y}", Optional.empty()).read(spark))
        .hasMessage(
            "Pattern \"%1$s/{x,x-2,x/y}\" stands for \"file:%1$s/x\" and for \"file:%1$s/x/y\" within it but no file must be read twice; narrow the pattern"
                .formatted(folder));
  }
}
