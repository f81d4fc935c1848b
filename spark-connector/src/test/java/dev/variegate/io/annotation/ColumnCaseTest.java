package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.Images;
import dev.variegate.io.ParquetImages;
import dev.variegate.label.BoxFormat;
import dev.variegate.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources and sinks find columns as Spark finds them, whatever their case. */
class ColumnCaseTest {

  @TempDir Path root;

  private final SparkSession spark = LocalSpark.session();

  @Test
  void aFolderOfImagesIsTheSame() throws Exception {
    var rows = spark.createDataFrame(Images.rows(3), Images.SCHEMA);
    new ImageFolderSink(root.resolve("lower").toString()).write(rows);
    new ImageFolderSink(root.resolve("upper").toString()).write(upper(rows));
    assertThat(Images.visible(root.resolve("upper")))
        .isEqualTo(Images.visible(root.resolve("lower")));
  }

  @ParameterizedTest
  @EnumSource(AnnotationFormat.class)
  void aFolderOfAnnotatedImagesIsTheSame(AnnotationFormat form) throws Exception {
    write(form, "lower", AnnotatedImages.given());
    write(form, "upper", upper(AnnotatedImages.given()));
    assertThat(Images.visible(root.resolve("upper")))
        .isEqualTo(Images.visible(root.resolve("lower")));
  }

  @Test
  void columnsOfParquetAreFoundAndTakenOnce() {
    var path = root.resolve("set").toString();
    spark
        .createDataFrame(Images.rows(1), Images.SCHEMA)
        .selectExpr("named_struct('bytes', image) as Image", "key as `The.Key`", "5 as Number")
        .write()
        .parquet(path);
    var rows = read(path, "image.bytes", "the.key", "NUMBER");
    assertThat(rows.columns()).containsExactly("key", "image", "label", "split");
    assertThat(rows.collectAsList()).extracting(row -> row.get(2)).containsOnly("5");
    spark.conf().set("spark.sql.caseSensitive", "true");
    try {
      assertThatThrownBy(() -> read(path, "image.bytes", "the.key", "NUMBER"))
          .hasMessage(
              "Column \"image.bytes\" named as image is absent but must be one of Image, The.Key, Number; name one of these");
    } finally {
      spark.conf().unset("spark.sql.caseSensitive");
    }
  }

  @Test
  void anotherColumnOfTheNameIsRefusedWhateverItsCase() {
    var path = root.resolve("set").toString();
    spark
        .createDataFrame(Images.rows(1), Images.SCHEMA)
        .selectExpr("image", "key as name", "label", "'mine' as KEY")
        .write()
        .parquet(path);
    assertThatThrownBy(() -> read(path, "image", "name", "label"))
        .hasMessageStartingWith("Column \"KEY\" of file:")
        .hasMessageEndingWith(
            "is not what is read as \"key\" but the name must be free; name it as input or rename it");
  }

  private Dataset<Row> read(String path, String image, String key, String label) {
    return new ParquetImages(path, image, Optional.of(key), Optional.of(label), Optional.empty())
        .read(spark);
  }

  private void write(AnnotationFormat form, String name, Dataset<Row> rows) {
    new AnnotatedFolderSink(
            root.resolve(name).toString(), form, AnnotatedImages.CLASSES, BoxFormat.CORNERS)
        .write(rows);
  }

  private static Dataset<Row> upper(Dataset<Row> rows) {
    return rows.toDF(
        Arrays.stream(rows.columns())
            .map(name -> name.toUpperCase(Locale.ROOT))
            .toArray(String[]::new));
  }
}
