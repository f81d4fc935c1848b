package dev.variegate.stage.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.when;

import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.ImageColumn;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table whose images are named by their hashes: the SHA-256 of the encoded image, of Spark's
 * image struct that of its size, mode and samples. A row without an image has none, nor has one
 * that an earlier stage refused.
 *
 * <p>Columns have their numbers for names, since names may repeat.
 */
public final class KeyedImages {

  /** The column of hashes, in hexadecimal digits. */
  public static final String KEY = "sha256";

  /** The column of images, one for each hash. */
  public static final String IMAGE = "image";

  private static final int SHA_BITS = 256;

  private final Dataset<Row> rows;
  private final StructType given;
  private final int image;

  private KeyedImages(Dataset<Row> rows, StructType given, int image) {
    this.rows = rows;
    this.given = given;
    this.image = image;
  }

  /**
   * Of a table.
   *
   * @param errorCol where earlier stages may say why they refused a row
   */
  public static KeyedImages of(Dataset<Row> table, ImageColumn image, Optional<String> errorCol) {
    var given = table.schema();
    var numbered = table.toDF(names(given.size()));
    var key = hash(image);
    int error = errorCol.map(name -> ColumnNames.find(given.fieldNames(), name)).orElse(-1);
    return new KeyedImages(
        numbered.withColumn(KEY, error < 0 ? key : when(col("" + error).isNull(), key)),
        given,
        image.index());
  }

  private static Column hash(ImageColumn image) {
    var column = col("" + image.index());
    if (!image.struct()) {
      return sha2(column, SHA_BITS);
    }
    var kind =
        concat_ws(
            " ",
            column.getField("height"),
            column.getField("width"),
            column.getField("nChannels"),
            column.getField("mode"));
    return sha2(concat(encode(kind, "UTF-8"), column.getField("data")), SHA_BITS);
  }

  static String[] names(int number) {
    return IntStream.range(0, number).mapToObj(String::valueOf).toArray(String[]::new);
  }

  /** The columns that the table was given with. */
  StructType given() {
    return given;
  }

  /** The hash of each row. */
  Dataset<Row> keys() {
    return rows.select(KEY);
  }

  /** All rows that have a hash among these. */
  KeyedImages among(Dataset<Row> keys) {
    return new KeyedImages(rows.join(keys, new String[] {KEY}, "left_semi"), given, image);
  }

  /** Each image once, with its hash. */
  Dataset<Row> distinct(int partitions) {
    return rows.where(col(KEY).isNotNull())
        .select(col(KEY), col("" + image).as(IMAGE))
        .repartition(partitions, col(KEY))
        .dropDuplicates(new String[] {KEY});
  }

  /** The rows beside those of a store. */
  Dataset<Row> joined(Dataset<Row> stored, String how) {
    return rows.join(stored, new String[] {KEY}, how);
  }

  /** The rows whose hashes are not among these, as they were given. */
  Dataset<Row> without(Dataset<Row> keys) {
    var columns =
        IntStream.range(0, given.size())
            .mapToObj(i -> col("" + i).as(given.apply(i).name(), given.apply(i).metadata()))
            .toArray(Column[]::new);
    return rows.join(keys, new String[] {KEY}, "left_anti").select(columns);
  }
}
