package dev.variegate.stage.row;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Gives rows partners: those that are to be expanded stand in rings, in the order of the keyed
 * hashes of their keys, and the partners of each are those that come next. So partners depend on
 * the set of rows, but neither on their order nor on partitions.
 *
 * <p>Rings have between one and two thousand members, as their hashes fall, so that each passes
 * through one task and all of them through many; where there are fewer rows, all stand in one. A
 * row that cannot be used, by its header or its class, stands alone, and so does one of weight 0,
 * which is in no copy. The rows are read twice, for they have to be counted first.
 *
 * @param layout of the rows as they are given
 * @param group column of classes where partners have to be of one class, or -1
 * @param weights what a row weighs
 */
record PartnerRings(Layout layout, int group, RowWeight weights, ImageCodec codec)
    implements MapFunction<Row, Row> {

  /** Columns that {@link #standing} adds, in this order. */
  static final int ADDED = 4;

  private static final String GROUP = "variegate group";
  private static final String HASH = "variegate hash";
  private static final String NAME = "variegate name";
  private static final String RING = "variegate ring";
  private static final String COUNTED = "variegate counted group";
  private static final String NUMBER = "variegate number of rings";

  /** A place of the stream that no latent edit draws from. */
  private static final int PLACE = 9;

  private static final int MEMBERS = 1024;
  private static final int TASKS_A_CORE = 4;

  /** The rows with four columns more, ring by ring in the order of a {@link PartnerRingReader}. */
  Dataset<Row> standing(Dataset<Row> table, String inputCol) {
    var schema =
        table
            .schema()
            .add(GROUP, "string", true)
            .add(HASH, "bigint", true)
            .add(NAME, "string", true);
    var named = table.map(this, Encoders.row(Columns.nullable(schema)));
    var numbers =
        named
            .where(col(HASH).isNotNull())
            .groupBy(col(GROUP).as(COUNTED))
            .agg(greatest(lit(1L), floor(count(lit(1)).divide(MEMBERS))).as(NUMBER));
    var number = coalesce(col(NUMBER), lit(1L));
    // A number of our own: Spark would join tasks of few bytes, whatever work they hold.
    int tasks = TASKS_A_CORE * table.sparkSession().sparkContext().defaultParallelism();
    return named
        .join(broadcast(numbers), col(GROUP).equalTo(col(COUNTED)), "left")
        .withColumn(RING, pmod(col(HASH), number))
        .drop(COUNTED, NUMBER)
        .repartition(tasks, col(GROUP), col(RING))
        .sortWithinPartitions(
            col(GROUP),
            col(RING),
            col(HASH),
            col(NAME),
            xxhash64(col(ColumnNames.quoted(inputCol))));
  }

  @Override
  public Row call(Row row) {
    var key = key(row);
    var values = new Object[row.length() + 3];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    if (key.isPresent()) {
      values[row.length()] = group < 0 ? "all" : "class " + LabelType.text(row.get(group));
      values[row.length() + 1] = RowHash.of(layout.seed(), key.get(), PLACE);
      values[row.length() + 2] = key.get();
    } else { // a ring of its own, spread over all tasks
      values[row.length()] = "row " + layout.name(row);
    }
    return RowFactory.create(values);
  }

  /** The key of a row that may have partners. */
  private Optional<String> key(Row row) {
    if (!layout.expands(row) || layout.refusedBefore(row) || (group >= 0 && row.isNullAt(group))) {
      return Optional.empty();
    }
    try {
      return weights.of(row) == 0
          ? Optional.empty()
          : Optional.of(layout.key(row, layout.image().checked(row, codec)));
    } catch (BadImageException | IllegalArgumentException e) { // reported where it is remade
      return Optional.empty();
    }
  }
}
