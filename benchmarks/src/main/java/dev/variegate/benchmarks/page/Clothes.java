package dev.variegate.benchmarks.page;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;

import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.io.IdxFolder;
import dev.variegate.model.ModelBundle;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The small gray clothes that the repository ships, and the generator of such clothes.
 *
 * @param root of the repository
 */
record Clothes(SparkSession spark, Path root) {

  /** The color of the frame of an image that was there. */
  static final int GIVEN = 0x5f6368;

  /** That of an image made of one that was there. */
  static final int MADE = 0x1a73e8;

  /** That of an image made by the generator. */
  static final int SAMPLED = 0xe8710a;

  String generator() {
    return root.resolve("examples/models/fashion-clothes").toString();
  }

  /** All of the training part: key, image, label, split. */
  Dataset<Row> all() {
    var labels = ModelBundle.open(Path.of(generator())).description().labels();
    return new IdxFolder(root.resolve("examples/data/fashion-longtail").toString(), labels)
        .read(spark)
        .where("split = 'train'");
  }

  /** The first image of each of some classes, by key. */
  Dataset<Row> firstOf(Object... labels) {
    return all()
        .where(col("label").isin(labels))
        .orderBy("key")
        .coalesce(1)
        .groupBy("label")
        .agg(first("key").as("key"), first("image").as("image"))
        .orderBy("key")
        .coalesce(1)
        .cache();
  }

  /** The images of rows in their order, captioned by a column. */
  static List<Tile> tiles(List<Row> rows, String caption, int color) {
    return rows.stream()
        .map(row -> new Tile(row.getAs("image"), row.getAs(caption), color))
        .toList();
  }
}
