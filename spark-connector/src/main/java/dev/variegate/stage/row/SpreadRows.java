package dev.variegate.stage.row;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.variegate.stage.row.RowWorker.Share;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Spreads the copies of rows that have many over tasks: such a row comes once for each share of
 * them, and the hash of its image and of the share says to which task. Rows of fewer copies stay
 * where they are.
 *
 * <p>Else one task would make all copies of a class of few images, while the others have ended.
 *
 * @param layout says which rows are copied at all
 * @param counts how many copies of a row are made
 * @param most copies that are made of any
 */
record SpreadRows(Layout layout, CopyRows.Counts counts, long most) implements Serializable {

  /** Copies of a row that stay together; where there are very many, more do. */
  static final long COPIES = 64;

  private static final long MAX_SHARES = 10_000;

  /** Copies that are worth a task of their own. */
  private static final long TASK_COPIES = 1024;

  private static final long MAX_TASKS = 10_000;
  private static final int TASKS_A_CORE = 4;

  /** Column that {@link #spread} adds behind all others. */
  private static final String SHARE = "variegate share";

  private static final StructType TYPE =
      new StructType().add("first", "bigint", false).add("end", "bigint", false);

  /** Whether copies of the table's rows have to be spread. */
  boolean isFor(Dataset<?> table) {
    return !table.isStreaming() && most > COPIES;
  }

  /** The rows, some of them several times, for {@link #inputs}; the table is read twice. */
  Dataset<Row> spread(Dataset<Row> table, String inputCol) {
    FilterFunction<Row> isWhole = row -> copies(row) <= COPIES;
    FlatMapFunction<Row, Row> shares = this::shares;
    // A number of tasks of our own: Spark would join those of few bytes, whatever work they hold.
    var spread =
        table
            .flatMap(shares, Encoders.row(Columns.nullable(table.schema().add(SHARE, TYPE))))
            .repartition(tasks(table), col(ColumnNames.quoted(inputCol)), col(SHARE));
    var all = struct(lit(Share.ALL.first()).as("first"), lit(Share.ALL.end()).as("end"));
    return table.filter(isWhole).withColumn(SHARE, all).union(spread);
  }

  private int tasks(Dataset<Row> table) {
    var made = counts.made(COPIES);
    long tasks =
        made.isPresent()
            ? made.getAsLong() / TASK_COPIES
            : most < TASK_COPIES ? 0 : table.toJavaRDD().getNumPartitions() * (most / TASK_COPIES);
    int least = TASKS_A_CORE * table.sparkSession().sparkContext().defaultParallelism();
    return (int) Math.min(MAX_TASKS, Math.max(least, tasks));
  }

  private long copies(Row row) {
    return layout.expands(row) && !layout.refusedBefore(row) ? counts.most(row) : 0;
  }

  private Iterator<Row> shares(Row row) {
    long copies = copies(row);
    if (copies <= COPIES) {
      return Collections.emptyIterator();
    }
    long size = Math.max(COPIES, -Math.floorDiv(-copies, MAX_SHARES));
    return LongStream.range(0, -Math.floorDiv(-copies, size))
        .mapToObj(share -> shared(row, new Share(share * size, (share + 1) * size)))
        .iterator();
  }

  private static Row shared(Row row, Share share) {
    var values = values(row, row.length() + 1);
    values[row.length()] = RowFactory.create(share.first(), share.end());
    return RowFactory.create(values);
  }

  private static Object[] values(Row row, int number) {
    var values = new Object[number];
    for (int i = 0; i < Math.min(number, row.length()); i++) {
      values[i] = row.get(i);
    }
    return values;
  }

  /** The rows as they were, each with its share of the copies. */
  static Iterator<RowWorker.Input> inputs(Iterator<Row> rows) {
    return new RowTask.EachRow(rows, SpreadRows::input);
  }

  private static RowWorker.Input input(Row row) {
    int width = row.length() - 1;
    var share = row.getStruct(width);
    return new RowWorker.Input(
        RowFactory.create(values(row, width)),
        List.of(),
        new Share(share.getLong(0), share.getLong(1)));
  }
}
