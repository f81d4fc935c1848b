package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.variegate.base.Sha256;
import dev.variegate.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetImagesTest {

  @TempDir Path root;

  private final SparkSession spark = LocalSpark.session();
  private String path;

  @BeforeEach
  void writeParquet() {
    path = root.resolve("set").toString();
    spark
        .createDataFrame(Images.rows(1), Images.SCHEMA)
        .selectExpr(
            "named_struct('bytes', image, 'path', key) as image", "5 as number", "'x' as other")
        .write()
        .parquet(path);
  }

  @Test
  void readsTheNamedColumnsAndKeepsTheOthers() {
    var rows = read("image.bytes", Optional.empty(), Optional.of("number"));
    assertThat(rows.columns()).containsExactly("key", "image", "label", "split", "other");
    assertThat(rows.collectAsList())
        .extracting(r -> r.get(0), r -> r.get(2), r -> r.get(3), r -> r.get(4))
        .containsExactlyInAnyOrder(
            tuple(Sha256.hex(Images.png(0)), "5", "train", "x"),
            tuple(Sha256.hex(Images.png(1)), "5", "train", "x"));
  }

  @Test
  void readsWhatTheSinkWrote() {
    var out = root.resolve("out").toString();
    new ParquetSink(out).write(spark.createDataFrame(Images.rows(4), Images.SCHEMA));
    var rows = ParquetImages.of(out).read(spark);
    assertThat(rows.columns()).containsExactly("key", "image", "label", "split", "lineage");
    assertThat(rows.count()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "007, 7, string",
    "1.50, 2, string",
    "-0, 1, string",
    "3, 7, int",
    "2024-01-02, 2024-01-03, date",
    "0.5, 1.25, double",
    "1e3, 2, string"
  })
  void labelsInTheNamesOfFoldersAreText(String one, String other, String type) {
    var given = spark.createDataFrame(Images.rows(1), Images.SCHEMA).drop("label");
    given.where("lineage.copy = 0").write().parquet(root + "/parts/label=" + one);
    given.where("lineage.copy = 1").write().parquet(root + "/parts/label=" + other);
    assertThat(ParquetImages.of(root + "/parts").read(spark).select("label").collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactlyInAnyOrder(one, other);
    var table = new ParquetTable(root + "/parts").read(spark);
    assertThat(table.schema().apply("label").dataType().sql()).isEqualToIgnoringCase(type);
    assertThat(table.where("image is not null").count()).isEqualTo(2);
  }

  @Test
  void refusesAColumnThatIsAbsent() {
    assertThatThrownBy(() -> read("photo", Optional.empty(), Optional.empty()))
        .hasMessage(
            "Column \"photo\" named as image is absent but must be one of image, number, other; name one of these");
  }

  @Test
  void refusesAColumnThatIsNotBinary() {
    assertThatThrownBy(() -> read("other", Optional.empty(), Optional.empty()))
        .hasMessage(
            "Column \"other\" of file:%s has type STRING but must be binary; name the column of encoded images"
                .formatted(path));
  }

  @Test
  void refusesAnotherColumnOfItsOwnName() {
    path = root.resolve("out").toString();
    new ParquetSink(path).write(spark.createDataFrame(Images.rows(1), Images.SCHEMA));
    assertThatThrownBy(() -> read("image", Optional.of("label"), Optional.of("label")))
        .hasMessage(
            "Column \"key\" of file:%s is not what is read as \"key\" but the name must be free; name it as input or rename it"
                .formatted(path));
  }

  @Test
  void refusesAnAbsentPathAndOneWithoutParquet() {
    path = root.resolve("nowhere").toString();
    assertThatThrownBy(() -> read("image", Optional.empty(), Optional.empty()))
        .hasMessage(
            "Parquet input \"file:%s\" is absent but must be a file or a folder; give a path that every executor sees"
                .formatted(path));
    Images.write(root.resolve("empty/_SUCCESS"), new byte[0]);
    path = root.resolve("empty").toString();
    assertThatThrownBy(() -> read("image", Optional.empty(), Optional.empty()))
        .hasMessage(
            "Parquet input \"file:%s\" holds no Parquet files but must hold at least one; check the path"
                .formatted(path));
  }

  private Dataset<Row> read(String image, Optional<String> key, Optional<String> label) {
    return new ParquetImages(path, image, key, label, Optional.empty()).read(spark);
  }
}
