package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.IdxFile;
import dev.variegate.codec.ImageCodec;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("variegate.root"), "examples/data/fashion-longtail");
  private static final List<String> CLOTHES =
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle-boot");

  @TempDir Path folder;

  @Test
  void keysAreTheSameInEveryLocale() {
    var usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      var shipped = new IdxFolder(SHIPPED.toString(), CLOTHES).read(LocalSpark.session());
      assertThat(shipped.orderBy("key").first().getString(0)).isEqualTo("t10k/000000");
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void readsTheShippedClothes() {
    var rows = read(SHIPPED, CLOTHES).cache();
    assertThat(rows.where("split = 'test'").groupBy("label").count().collectAsList())
        .hasSize(10)
        .allMatch(row -> row.getLong(1) == 100);
    assertThat(rows.where("label = 't-shirt' and split = 'train'").count()).isEqualTo(300);
    assertThat(rows.where("label = 'ankle-boot' and split = 'train'").count()).isEqualTo(10);
    assertThat(rows.select("key").distinct().count()).isEqualTo(rows.count());
    rows.unpersist();
  }

  @Test
  void everyImageKeepsItsSamplesAndItsPlace() throws IOException {
    var row = read(SHIPPED, List.of()).where("key = 't10k/000123'").first();
    try (var file =
            IdxFile.open(Files.newInputStream(SHIPPED.resolve("t10k-images-idx3-ubyte.gz")), "x");
        var image = new ImageCodec().decode(row.getAs("image"))) {
      file.skip(123);
      assertThat(image.toBytes()).isEqualTo(file.next());
      assertThat(image.channels()).isEqualTo(1);
    }
  }

  @Test
  void aLargeFileIsCutIntoParts() throws IOException {
    // 20 images of 1 MB: parts of 8.
    write("train-images-idx3-ubyte", header(20, 1024, 1024), 20 << 20);
    write("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 20}, 20);
    var rows = read(folder, List.of());
    assertThat(rows.javaRDD().getNumPartitions()).isEqualTo(3);
    assertThat(rows.where("label = '0'").select("key").as(Encoders.STRING()).collectAsList())
        .hasSize(20)
        .startsWith("train/000000")
        .endsWith("train/000019");
  }

  @Test
  void refusesAFolderWithoutIdx() {
    assertThatThrownBy(() -> read(folder, List.of()))
        .hasMessage(
            "IDX folder \"file:%s\" holds no images but must hold files such as train-images-idx3-ubyte.gz; check the path"
                .formatted(folder));
  }

  @Test
  void refusesImagesWithoutLabels() throws IOException {
    write("train-images-idx3-ubyte", header(1, 2, 2), 4);
    assertThatThrownBy(() -> read(folder, List.of()))
        .hasMessage(
            "IDX folder \"file:%s\" holds no labels for train-images-idx3-ubyte but must hold train-labels-idx1-ubyte or the same with .gz; copy the file there"
                .formatted(folder));
  }

  @Test
  void refusesFilesThatDoNotBelongTogether() throws IOException {
    write("train-images-idx3-ubyte", header(2, 2, 2), 8);
    write("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 1}, 1);
    assertThatThrownBy(() -> read(folder, List.of()))
        .hasMessage(
            "IDX files file:%1$s/train-images-idx3-ubyte and file:%1$s/train-labels-idx1-ubyte hold 2 items of shape [2, 2] and 1 of shape [] but must hold as many images [height, width] as labels []; pass files that belong together"
                .formatted(folder));
  }

  @Test
  void refusesOneFileInTwoForms() throws IOException {
    write("train-images-idx3-ubyte", header(1, 2, 2), 4);
    write("train-images-idx3-ubyte.gz", header(1, 2, 2), 4);
    write("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 1}, 1);
    assertThatThrownBy(() -> read(folder, List.of()))
        .hasMessage(
            "IDX folder \"file:%s\" holds both train-images-idx3-ubyte and the same with .gz but must hold one; remove the other"
                .formatted(folder));
  }

  @Test
  void refusesWhatAHeaderOnlyDeclaresBeforeAnyJob() throws IOException {
    write("train-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 1}, 1);
    write("train-images-idx3-ubyte", header(1, 20_000, 20_000), 4);
    assertThatThrownBy(() -> read(folder, List.of()))
        .hasMessage(
            "IDX file file:%s/train-images-idx3-ubyte declares images of 400000000 pixels but must not exceed 100000000; pass another file"
                .formatted(folder));
    write("train-images-idx3-ubyte", header(1, 2, 2), 3);
    assertThatThrownBy(() -> read(folder, List.of()))
        .hasMessage(
            "IDX file file:%s/train-images-idx3-ubyte has 19 bytes and declares 1 items, which take 20; copy the file again"
                .formatted(folder));
  }

  @Test
  void refusesALabelWithoutAName() {
    assertThatThrownBy(() -> read(SHIPPED, List.of("t-shirt")).collectAsList())
        .rootCause()
        .hasMessageMatching(
            "Label file file:.*-labels-idx1-ubyte.gz holds the label \\d, names are given for 0 to 0; name every label");
  }

  private static Dataset<Row> read(Path path, List<String> labels) {
    return new IdxFolder(path.toString(), labels).read(LocalSpark.session());
  }

  private static byte[] header(int count, int height, int width) {
    return ByteBuffer.allocate(16)
        .putInt(0x0803)
        .putInt(count)
        .putInt(height)
        .putInt(width)
        .array();
  }

  private void write(String name, byte[] header, int zeros) throws IOException {
    try (var out = Files.newOutputStream(folder.resolve(name))) {
      out.write(header);
      out.write(new byte[zeros]);
    }
  }
}
