package dev.variegate.stage.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import dev.variegate.stage.param.InvalidRows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The images of a table, all of whose features a store has. */
public final class StoredFeatures {

  private static final Logger LOG = LoggerFactory.getLogger(StoredFeatures.class);

  /** Whether the store has the image, as a column. */
  private static final String STORED = "stored";

  /** Images that one task computes the features of. */
  private static final int IMAGES_OF_TASK = 2000;

  private final FeatureStore store;
  private final KeyedImages images;
  private final FeatureCounts counts;
  private final boolean whole;

  private StoredFeatures(
      FeatureStore store, KeyedImages images, FeatureCounts counts, boolean whole) {
    this.store = store;
    this.images = images;
    this.counts = counts;
    this.whole = whole;
  }

  /**
   * Computes what the store lacks of a table's images, each once.
   *
   * @param extracting adds the columns that are kept to rows of hashes and images
   * @param invalid what it does to images that cannot be used: fails, or else leaves them out
   */
  public static StoredFeatures complete(
      FeatureStore store,
      KeyedImages images,
      UnaryOperator<Dataset<Row>> extracting,
      InvalidRows invalid) {
    var known = store.keys().withColumn(STORED, lit(true));
    var asked =
        images
            .keys()
            .distinct()
            .join(known, new String[] {KeyedImages.KEY}, "left")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      var found = asked.agg(count(lit(1)), count(KeyedImages.KEY), count(STORED)).first();
      long all = found.getLong(1);
      long reused = found.getLong(2);
      long computed = 0;
      if (all > reused) {
        var lacking =
            asked
                .where(col(KeyedImages.KEY).isNotNull().and(col(STORED).isNull()))
                .select(KeyedImages.KEY);
        var left = reused == 0 ? images : images.among(lacking);
        int tasks = tasks(all - reused, store.parallelism());
        store.append(extracting.apply(left.distinct(tasks)));
        computed = lacking.join(store.keys(), new String[] {KeyedImages.KEY}, "left_semi").count();
        if (computed < all - reused && invalid == InvalidRows.ERROR) {
          throw FoundFeatures.changed(store.toString());
        }
      }
      var counts = new FeatureCounts(computed, reused);
      LOG.info("Features of {} in {}: {}", store.extraction().extractor(), store, counts);
      boolean whole = found.getLong(0) == all && computed + reused == all;
      return new StoredFeatures(store, images, counts, whole);
    } finally {
      asked.unpersist();
    }
  }

  /** One for each core, or more where they would have too much to do; none without an image. */
  private static int tasks(long images, int cores) {
    return (int) Math.min(images, Math.max(cores, images / IMAGES_OF_TASK));
  }

  /** How many images were computed, and how many the store had. */
  public FeatureCounts counts() {
    return counts;
  }

  /**
   * The rows with their features.
   *
   * @param schema of the rows that leave
   * @param columns of the rows that leave, each with the one of the store that fills it; other new
   *     columns are null
   * @param plain fills the rows of images that have no features, as if there were no store
   */
  public Dataset<Row> filling(
      StructType schema, Map<String, StoredColumn> columns, UnaryOperator<Dataset<Row>> plain) {
    var filled = filled(schema, columns);
    if (!whole) {
      var rest = plain.apply(images.without(store.keys()));
      filled = filled.union(rest.toDF(KeyedImages.names(schema.size())));
    }
    var described = counts.describing(schema, columns.keySet());
    return filled.select(
        IntStream.range(0, schema.size())
            .mapToObj(i -> col("" + i).as(described.apply(i).name(), described.apply(i).metadata()))
            .toArray(Column[]::new));
  }

  /** Columns have their numbers for names. */
  private Dataset<Row> filled(StructType schema, Map<String, StoredColumn> columns) {
    var fields = new LinkedHashMap<String, Column>();
    for (int i = 0; i < schema.size(); i++) {
      fields.put("" + i, i < images.given().size() ? col("" + i) : added(schema.apply(i), columns));
    }
    var joined =
        images.joined(store.rows().withColumn(STORED, lit(true)), whole ? "left" : "inner");
    return joined
        .where(isRight())
        .select(
            fields.entrySet().stream()
                .map(each -> each.getValue().as(each.getKey()))
                .toArray(Column[]::new));
  }

  private static Column added(StructField field, Map<String, StoredColumn> columns) {
    var stored = columns.get(field.name());
    return stored == null ? lit(null).cast(field.dataType()) : stored.restored();
  }

  /** Fails where a row found nothing, or vectors of another width. */
  private Column isRight() {
    var vectors =
        store.extraction().columns().stream().filter(column -> column.width() > 0).toList();
    var wanted =
        vectors.stream().map(vector -> "" + vector.width()).collect(Collectors.joining(","));
    var widths =
        concat_ws(",", vectors.stream().map(StoredColumn::foundWidth).toArray(Column[]::new));
    var check = new FoundFeatures(store.toString(), wanted);
    return udf(check, DataTypes.BooleanType).asNondeterministic().apply(col(STORED), widths);
  }
}
