package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.variegate.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryFilesTest {

  @TempDir Path root;

  @BeforeEach
  void writeImages() {
    Images.write(root.resolve("x/cat-1.png"), Images.png(1));
    Images.write(root.resolve("y/dog-2.png"), Images.png(2));
  }

  @Test
  void takesTheLabelFromTheKey() {
    assertThat(Images.collect(read("", Optional.of("([a-z]+)-[0-9]+"))))
        .extracting(r -> r.get(0), r -> r.get(2), r -> r.get(3))
        .containsExactly(
            tuple("x/cat-1.png", "cat", "train"), tuple("y/dog-2.png", "dog", "train"));
  }

  @Test
  void hasNoLabelsWithoutAPattern() {
    assertThat(Images.collect(read("", Optional.empty())))
        .extracting(r -> r.get(2))
        .containsExactly(null, null);
  }

  @Test
  void keysBeginWhereTheWildcardsDo() {
    assertThat(Images.collect(read("/*/d*.png", Optional.empty())))
        .extracting(r -> r.get(0))
        .containsExactly("y/dog-2.png");
    assertThat(Images.collect(read("/x/cat-1.png", Optional.empty())))
        .extracting(r -> r.get(0))
        .containsExactly("cat-1.png");
  }

  @Test
  void refusesAKeyThatThePatternDoesNotMatch() {
    assertThatThrownBy(() -> read("", Optional.of("(cat)")).collectAsList())
        .hasMessageContaining(
            "Image \"y/dog-2.png\" does not match the label pattern \"(cat)\" but every key must;"
                + " widen the pattern or narrow the path");
  }

  @Test
  void refusesAPatternThatNamesNoLabel() {
    assertThatThrownBy(() -> read("", Optional.of("cat")))
        .hasMessage(
            "Label pattern \"cat\" has 0 groups but must have one; put round brackets about the label only");
    assertThatThrownBy(() -> read("", Optional.of("(cat")))
        .hasMessage(
            "Label pattern \"(cat\" is not a regular expression (Unclosed group); write one such as ([^/]+)/[^/]+$");
  }

  @Test
  void refusesAnAbsentPath() {
    assertThatThrownBy(() -> read("/z", Optional.empty()))
        .hasMessage(
            "Input \"file:%s/z\" is absent but must be an image, a folder or a pattern; give a path that every executor sees"
                .formatted(root));
  }

  private Dataset<Row> read(String below, Optional<String> labels) {
    return new BinaryFiles(root + below, labels).read(LocalSpark.session());
  }
}
