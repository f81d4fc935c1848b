package dev.variegate.stage;

import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.stage.duplicate.ComparedImages;
import dev.variegate.stage.duplicate.DuplicateGroups;
import dev.variegate.stage.duplicate.NearDuplicates;
import dev.variegate.stage.duplicate.SplitFractions;
import dev.variegate.stage.param.DuplicateParams;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.stage.row.RowHash;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import dev.variegate.stage.row.SentOnce;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Adds a column that splits rows for training and test, with all copies of an image and the
 * near-duplicates that are found of it in one split.
 *
 * <p>A group of images, mostly one, goes where the keyed hash of its least name says: the same
 * split for the same seed at any partitioning, and the fractions on average. Images are compared
 * when the table is transformed; the groups of several sources go to each task.
 */
public final class GroupSplitter extends RowTransformer<GroupSplitter>
    implements DuplicateParams<GroupSplitter> {

  private static final long serialVersionUID = 1L;

  /** A place of the stream that nothing else draws from. */
  private static final int PLACE = 12;

  public GroupSplitter() {
    this(Identifiable$.MODULE$.randomUID("groupSplitter"));
  }

  public GroupSplitter(String uid) {
    super(uid);
    setDefault(outputCol(), "split");
    setDefault(fractions(), "{\"train\": 0.8, \"test\": 0.2}");
    setDefault(seed(), 0L);
  }

  public static MLReader<GroupSplitter> read() {
    return new DefaultParamsReader<>();
  }

  public static GroupSplitter load(String path) {
    return read().load(path);
  }

  public Param<String> outputCol() {
    return ParamSupport.column(this, "outputCol", "new column of the split (string)");
  }

  public Param<String> fractions() {
    return ParamSupport.text(
        this,
        "fractions",
        "what part of the groups goes to each split, as JSON: positive numbers that sum to 1",
        SplitFractions::parse);
  }

  public LongParam seed() {
    return ParamSupport.large(
        this, "seed", "random seed: the same seed gives the same split with any partitioning");
  }

  public GroupSplitter setOutputCol(String value) {
    return ParamSupport.set(this, outputCol(), value);
  }

  public String getOutputCol() {
    return getOrDefault(outputCol());
  }

  public GroupSplitter setFractions(String value) {
    return ParamSupport.set(this, fractions(), value);
  }

  public String getFractions() {
    return getOrDefault(fractions());
  }

  public GroupSplitter setSeed(long value) {
    return ParamSupport.set(this, seed(), value);
  }

  public long getSeed() {
    return (long) getOrDefault(seed());
  }

  @Override
  StructType adding(StructType schema) {
    LineageColumn.find(schema, getOrDefault(lineageCol()));
    ParamSupport.value(this, keyCol())
        .ifPresent(key -> Columns.typed(schema, key, "keyCol", DataTypes.StringType));
    return Columns.added(schema, getOrDefault(outputCol()), DataTypes.StringType, "outputCol");
  }

  @Override
  Filling filling(StructType schema, Dataset<Row> rows) {
    ParamSupport.requireTable(this, rows, "all images are compared");
    var images = ComparedImages.of(this, rows.schema(), -1, rows.sparkSession());
    var groups = new SentOnce<>(rows.sparkSession().sparkContext(), groups(images.rows(rows)));
    var fractions = SplitFractions.parse(getFractions());
    long seed = getSeed();
    return new Filling(
        schema,
        columns ->
            new Splitter(columns, images, groups, fractions, seed, index(columns, outputCol())));
  }

  /** The groups of sources whose images are near-duplicates; a source and its copies are one. */
  private DuplicateGroups groups(JavaRDD<Row> compared) {
    var images = compared.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      var groups = new DuplicateGroups();
      for (var pair : new NearDuplicates(getMinSimilarity(), Optional.empty()).of(images)) {
        groups.join(pair.sideOfOne(), pair.sideOfOther());
      }
      return groups;
    } finally {
      images.unpersist(false);
    }
  }

  /**
   * Says of each row where it belongs.
   *
   * @param output column of the split
   */
  private record Splitter(
      AddedColumns columns,
      ComparedImages images,
      SentOnce<DuplicateGroups> groups,
      SplitFractions fractions,
      long seed,
      int output)
      implements RowTask.Opener<Void, Void> {

    @Override
    public RowWorker<Void, Void> open(TaskContext task) {
      var known = groups.value();
      return RowWorker.each(row -> List.of(split(row, known)));
    }

    private Row split(Row row, DuplicateGroups known) {
      var values = columns.values(row);
      if (!columns.refusedBefore(row)) {
        if (images.read().invalid() != InvalidRows.ERROR) { // else the comparison has failed by it
          requireComparable(row);
        }
        var group = known.group(images.source(row));
        values[output] = fractions.of(RowHash.of(seed, group, PLACE));
      }
      return RowFactory.create(values);
    }

    /** Refuses what the comparison left out. */
    private void requireComparable(Row row) {
      try (var image = columns.image().decoded(row, columns.codec())) {
        LumaThumbnail.of(image);
      }
    }
  }
}
