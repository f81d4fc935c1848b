package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import dev.variegate.stage.row.ColumnNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Parquet files with a column of encoded images; columns that are not named here are kept.
 *
 * <p>Spark reads Parquet in batches of {@code spark.sql.parquet.columnarReaderBatchSize} rows, 4096
 * by default, all in memory: set it so that as many images fit.
 *
 * @param image column of encoded bytes; may lie within a struct, as in {@code image.bytes}
 * @param key column that names an image; empty: SHA-256 of its bytes
 * @param label column of the class, read as text; empty: no labels
 * @param split column that holds {@value ImageSource#TRAIN} and others; empty: all are {@value
 *     ImageSource#TRAIN}
 */
public record ParquetImages(
    String path, String image, Optional<String> key, Optional<String> label, Optional<String> split)
    implements ImageSource {

  /** The columns as this project's own Parquet output names them. */
  public static ParquetImages of(String path) {
    return new ParquetImages(path, IMAGE, Optional.of(KEY), Optional.of(LABEL), Optional.of(SPLIT));
  }

  @Override
  public boolean isLabeled() {
    return label.isPresent();
  }

  @Override
  public Dataset<Row> read(SparkSession spark) {
    var location = FileSystemPath.of(spark, path);
    var rows = new ParquetTable(path).read(spark);
    var bytes = column(rows, "image", image);
    if (!rows.select(bytes).schema().fields()[0].dataType().equals(DataTypes.BinaryType)) {
      throw new IllegalArgumentException(
          "Column \"%s\" of %s has type %s but must be binary; name the column of encoded images"
              .formatted(
                  image, location, rows.select(bytes).schema().fields()[0].dataType().sql()));
    }
    var columns = new ArrayList<Column>();
    columns.add(
        key.map(name -> column(rows, "key", name).cast("string")).orElse(sha2(bytes, 256)).as(KEY));
    columns.add(bytes.as(IMAGE));
    columns.add(
        label.map(name -> column(rows, "label", name)).orElse(lit(null)).cast("string").as(LABEL));
    columns.add(
        split.map(name -> column(rows, "split", name).cast("string")).orElse(lit(TRAIN)).as(SPLIT));
    others(rows, location).map(name -> rows.col(ColumnNames.quoted(name))).forEach(columns::add);
    return rows.select(columns.toArray(Column[]::new));
  }

  private Stream<String> others(Dataset<Row> rows, FileSystemPath location) {
    var named =
        Stream.concat(Stream.of(image), Stream.of(key, label, split).flatMap(Optional::stream));
    var used = named.map(name -> rows.columns()[top(rows, name)]).toList();
    var others = List.of(rows.columns()).stream().filter(name -> !used.contains(name)).toList();
    others.stream()
        .filter(name -> ColumnNames.contains(ImageSource.columns(), name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "Column \"%s\" of %s is not what is read as \"%s\" but the name must be free; name it as input or rename it"
                      .formatted(name, location, read(name)));
            });
    return others.stream();
  }

  /** The column of every source that this is the name of. */
  private static String read(String name) {
    return ImageSource.columns().stream()
        .filter(own -> ColumnNames.same(own, name))
        .findFirst()
        .orElseThrow();
  }

  private static Column column(Dataset<Row> rows, String what, String name) {
    if (top(rows, name) < 0) {
      throw new IllegalArgumentException(
          "Column \"%s\" named as %s is absent but must be one of %s; name one of these"
              .formatted(name, what, String.join(", ", rows.columns())));
    }
    return ColumnNames.find(rows.columns(), name) < 0
        ? col(name)
        : rows.col(ColumnNames.quoted(name));
  }

  /** The index of the column that a name means: the whole of it, or the part before the dot. */
  private static int top(Dataset<Row> rows, String name) {
    int whole = ColumnNames.find(rows.columns(), name);
    return whole < 0 ? ColumnNames.find(rows.columns(), name.split("\\.", 2)[0]) : whole;
  }
}
