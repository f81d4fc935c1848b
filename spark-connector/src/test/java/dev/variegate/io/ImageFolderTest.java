package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.variegate.image.ImageFormat;
import dev.variegate.testing.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

  @TempDir Path root;

  @Test
  void foldersAreLabelsAndAllIsForTraining() {
    image("coat/a.png", 1);
    image("bag/deeper/b.JPG", 2);
    image("bag/_hidden/c.png", 3);
    Images.write(root.resolve("bag/notes.txt"), new byte[] {1});
    assertThat(Images.collect(read()))
        .extracting(r -> r.getString(0), r -> r.getString(2), r -> r.getString(3))
        .containsExactly(
            tuple("bag/deeper/b.JPG", "bag", "train"), tuple("coat/a.png", "coat", "train"));
    assertThat(read().columns()).containsExactly("key", "image", "label", "split");
    assertThat(Images.collect(read()).get(1).<byte[]>getAs("image")).isEqualTo(Images.png(1));
  }

  @Test
  void topFoldersThatAreAllSplitsAreSplits() {
    image("train/coat/a.png", 1);
    image("test/coat/a.png", 2);
    image("_out/coat/a.png", 3);
    assertThat(Images.collect(read()))
        .extracting(r -> r.getString(0), r -> r.getString(2), r -> r.getString(3))
        .containsExactly(
            tuple("test/coat/a.png", "coat", "test"), tuple("train/coat/a.png", "coat", "train"));
  }

  @Test
  void aClassMayBeCalledTrain() {
    image("train/a.png", 1);
    image("bus/b.png", 2);
    assertThat(Images.collect(read()))
        .extracting(r -> r.getString(2))
        .containsExactly("bus", "train");
  }

  @Test
  void emptyFilesAreRowsThatCanBeRefused() {
    image("coat/a.png", 1);
    Images.write(root.resolve("coat/empty.png"), new byte[0]);
    Images.write(root.resolve("coat/_hidden/empty.png"), new byte[0]);
    Images.write(root.resolve("coat/.empty.png"), new byte[0]);
    assertThat(Images.collect(read()))
        .extracting(r -> r.getString(0), r -> r.<byte[]>getAs("image").length == 0)
        .containsExactly(tuple("coat/a.png", false), tuple("coat/empty.png", true));
  }

  @Test
  void wildcardsInTheNameOfAFolderAreLiteral() {
    root = root.resolve("set [1]{a,b}*");
    image("coat/a b%20.png", 1);
    assertThat(Images.collect(read()))
        .extracting(r -> r.getString(0))
        .containsExactly("coat/a b%20.png");
  }

  @Test
  void refusesAnAbsentFolder() {
    root = root.resolve("nowhere");
    assertThatThrownBy(this::read)
        .hasMessage(
            "Image folder \"file:%s\" is absent but must be a folder; give the path of the folder itself, as every executor sees it"
                .formatted(root));
  }

  @Test
  void refusesAFolderWithoutImages() {
    Images.write(root.resolve("coat/notes.txt"), new byte[] {1});
    assertThatThrownBy(this::read)
        .hasMessage(
            "Input \"file:%s\" holds no images but must hold files that end in %s; check the path (skipped: 1 file (1 .txt); class folders without an image: coat)"
                .formatted(root, String.join(", ", ImageFormat.extensions())));
  }

  @Test
  void refusesAnImageOutsideALabelFolder() {
    image("coat/a.png", 1);
    image("b.png", 2);
    assertThatThrownBy(this::read)
        .hasMessage(
            "Image \"file:%1$s/b.png\" lies in no label folder but must lie at file:%1$s/LABEL/b.png; move it there, or read unlabeled images as binary files"
                .formatted(root));
  }

  @Test
  void refusesSplitsBesideLabels() {
    image("train/coat/a.png", 1);
    image("test/coat/a.png", 1);
    image("extra/a.png", 1);
    assertThatThrownBy(this::read)
        .hasMessage(
            "Image folder \"file:%s\" holds extra, test, train but must hold splits only (dev, test, testing, train, training, val, valid, validation, in any case) or labels only; move the other folders away, or rename a class that is called like a split"
                .formatted(root));
  }

  private Dataset<Row> read() {
    return new ImageFolder(root.toString()).read(LocalSpark.session());
  }

  private void image(String name, int number) {
    Images.write(root.resolve(name), Images.png(number));
  }
}
