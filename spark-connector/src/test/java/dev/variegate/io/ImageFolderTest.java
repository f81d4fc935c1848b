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
    picture("coat/a.png", 1);
    picture("bag/deeper/b.JPG", 2);
    picture("bag/_hidden/c.png", 3);
    Pictures.write(root.resolve("bag/notes.txt"), new byte[] {1});
    assertThat(Pictures.collect(read()))
        .extracting(r -> r.getString(0), r -> r.getString(2), r -> r.getString(3))
        .containsExactly(
            tuple("bag/deeper/b.JPG", "bag", "train"), tuple("coat/a.png", "coat", "train"));
    assertThat(read().columns()).containsExactly("key", "image", "label", "split");
    assertThat(Pictures.collect(read()).get(1).<byte[]>getAs("image")).isEqualTo(Pictures.png(1));
  }

  @Test
  void topFoldersThatAreAllSplitsAreSplits() {
    picture("train/coat/a.png", 1);
    picture("test/coat/a.png", 2);
    picture("_out/coat/a.png", 3);
    assertThat(Pictures.collect(read()))
        .extracting(r -> r.getString(0), r -> r.getString(2), r -> r.getString(3))
        .containsExactly(
            tuple("test/coat/a.png", "coat", "test"), tuple("train/coat/a.png", "coat", "train"));
  }

  @Test
  void aClassMayBeCalledTrain() {
    picture("train/a.png", 1);
    picture("bus/b.png", 2);
    assertThat(Pictures.collect(read()))
        .extracting(r -> r.getString(2))
        .containsExactly("bus", "train");
  }

  @Test
  void emptyFilesAreRowsThatCanBeRefused() {
    picture("coat/a.png", 1);
    Pictures.write(root.resolve("coat/empty.png"), new byte[0]);
    Pictures.write(root.resolve("coat/_hidden/empty.png"), new byte[0]);
    Pictures.write(root.resolve("coat/.empty.png"), new byte[0]);
    assertThat(Pictures.collect(read()))
        .extracting(r -> r.getString(0), r -> r.<byte[]>getAs("image").length == 0)
        .containsExactly(tuple("coat/a.png", false), tuple("coat/empty.png", true));
  }

  @Test
  void wildcardsInTheNameOfAFolderAreLiteral() {
    root = root.resolve("set [1]{a,b}*");
    picture("coat/a b%20.png", 1);
    assertThat(Pictures.collect(read()))
        .extracting(r -> r.getString(0))
        .containsExactly("coat/a b%20.png");
  }

  @Test
  void refusesAnAbsentFolder() {
    root = root.resolve("nowhere");
    assertThatThrownBy(this::read)
        .hasMessage(
            "Image folder \"file:%s\" is absent, must be a folder; give the path of the folder itself, as every executor sees it"
                .formatted(root));
  }

  @Test
  void refusesAFolderWithoutPictures() {
    Pictures.write(root.resolve("coat/notes.txt"), new byte[] {1});
    assertThatThrownBy(this::read)
        .hasMessage(
            "Input \"file:%s\" holds no pictures, must hold files that end in %s; check the path (passed over: 1 file (1 .txt); class folders without an image: coat)"
                .formatted(root, String.join(", ", ImageFormat.extensions())));
  }

  @Test
  void refusesAPictureOutsideALabelFolder() {
    picture("coat/a.png", 1);
    picture("b.png", 2);
    assertThatThrownBy(this::read)
        .hasMessage(
            "Picture \"file:%1$s/b.png\" lies in no label folder, must lie at file:%1$s/LABEL/b.png; move it there, or read unlabelled pictures as binary files"
                .formatted(root));
  }

  @Test
  void refusesSplitsBesideLabels() {
    picture("train/coat/a.png", 1);
    picture("test/coat/a.png", 1);
    picture("extra/a.png", 1);
    assertThatThrownBy(this::read)
        .hasMessage(
            "Image folder \"file:%s\" holds extra, test, train, must hold splits only (dev, test, testing, train, training, val, valid, validation, in any case) or labels only; move the other folders away, or rename a class that is called like a split"
                .formatted(root));
  }

  private Dataset<Row> read() {
    return new ImageFolder(root.toString()).read(LocalSpark.session());
  }

  private void picture(String name, int number) {
    Pictures.write(root.resolve(name), Pictures.png(number));
  }
}
