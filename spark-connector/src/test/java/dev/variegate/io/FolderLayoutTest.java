package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.variegate.testing.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which folders are splits and which are classes. */
class FolderLayoutTest {

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "Train, train, Test, test",
    "train, train, testing, test",
    "train, train, dev, val",
    "TRAINING, train, TEST, test",
    "training, train, Valid, val",
    "train, train, validation, val",
    "train, train, VAL, val"
  })
  void everySpellingOfASplitIsOne(String first, String split, String second, String other) {
    write(first + "/cat/1.png", first + "/dog/2.png", second + "/cat/3.png");
    assertThat(read().select("label", "split").collectAsList())
        .extracting(r -> r.getString(0), r -> r.getString(1))
        .containsExactlyInAnyOrder(tuple("cat", split), tuple("dog", split), tuple("cat", other));
  }

  @Test
  void splitsMayLieWithinTheClasses() {
    write("cat/Train/1.png", "cat/test/2.png", "dog/train/3.png", "dog/dev/4.png", "_x/test/5.png");
    assertThat(Images.collect(read()))
        .extracting(r -> r.getString(0), r -> r.getString(2), r -> r.getString(3))
        .containsExactly(
            tuple("cat/Train/1.png", "cat", "train"),
            tuple("cat/test/2.png", "cat", "test"),
            tuple("dog/dev/4.png", "dog", "val"),
            tuple("dog/train/3.png", "dog", "train"));
  }

  @ParameterizedTest
  @CsvSource({
    "cat/1.png, dog/2.png, Test/3.png",
    "cat/1.png, dog/2.png, test/3.png",
    "cat/1.png, dog/2.png, training/3.png",
    "cat/1.png, dog/2.png, train/cat/3.png",
    "train/cat/1.png, test/cat/2.png, extra/cat/3.png"
  })
  void refusesSplitsBesideClasses(String one, String two, String three) {
    write(one, two, three);
    assertThatThrownBy(this::read)
        .hasMessageEndingWith(
            " but must hold splits only (dev, test, testing, train, training, val, valid, validation, in any case) or labels only; move the other folders away, or rename a class that is called like a split");
  }

  @ParameterizedTest
  @CsvSource({
    "cat/train/1.png, cat/ground_truth/2.png, cat/train",
    "cat/train/1.png, cat/2.png, cat/train",
    "dog/1.png, cat/Test/2.png, cat/Test",
    "set/train/cat/1.png, set/test/cat/2.png, set/test"
  })
  void refusesSplitsWithinSomeClassesOnly(String one, String two, String reported) {
    write(one, two);
    assertThatThrownBy(this::read)
        .hasMessage(
            "Image folder \"file:%1$s\" holds the split \"file:%1$s/%2$s\" (dev, test, testing, train, training, val, valid, validation, in any case) within a class but must hold file:%1$s/SPLIT/LABEL or file:%1$s/LABEL/SPLIT with images and nothing else in the lowest; give the folder that holds the splits, or rename a class that is called like a split"
                .formatted(root, reported));
  }

  @Test
  void refusesImagesBesideTheClassesOfASplit() {
    write("train/cat/1.png", "test/2.png");
    assertThatThrownBy(this::read)
        .hasMessageStartingWith(
            "Image \"file:%1$s/test/2.png\" lies in no label folder but must lie at file:%1$s/test/LABEL/2.png"
                .formatted(root));
  }

  private Dataset<Row> read() {
    return new ImageFolder(root.toString()).read(LocalSpark.session());
  }

  private void write(String... names) {
    for (var name : names) {
      Images.write(root.resolve(name), Images.png(1));
    }
  }
}
