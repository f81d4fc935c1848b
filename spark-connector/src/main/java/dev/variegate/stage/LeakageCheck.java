package dev.variegate.stage;

import dev.variegate.base.Choice;
import dev.variegate.stage.duplicate.ComparedImages;
import dev.variegate.stage.duplicate.Leaks;
import dev.variegate.stage.param.DuplicateParams;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.LineageColumn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether held-out images are known from training: whether one has a near-duplicate in the
 * training split, or is of the source of an image there. A model is then tested on what it was
 * trained on.
 *
 * <p>Rows pass unchanged. Near-duplicates are the same image recompressed, resized, brightened or
 * cropped to a part of the same shape, by up to a twentieth. Unusable images fail the check where
 * {@code handleInvalid} is error, and are not compared otherwise.
 */
public final class LeakageCheck extends Transformer
    implements DuplicateParams<LeakageCheck>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(LeakageCheck.class);
  private static final String WARN = "warn";
  private static final String ERROR = "error";
  private static final int NAMED = 3;

  private final String uid;

  public LeakageCheck() {
    this(Identifiable$.MODULE$.randomUID("leakageCheck"));
  }

  public LeakageCheck(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(splitCol(), "split");
    setDefault(trainValue(), "train");
    setDefault(handleLeakage(), ERROR);
  }

  public static MLReader<LeakageCheck> read() {
    return new DefaultParamsReader<>();
  }

  public static LeakageCheck load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  public Param<String> splitCol() {
    return ParamSupport.column(
        this,
        "splitCol",
        "column that marks the split (string); rows without one are not compared");
  }

  public Param<String> trainValue() {
    return ParamSupport.text(
        this, "trainValue", "value of splitCol of the training rows; all others are held out");
  }

  public Param<String> handleLeakage() {
    return ParamSupport.text(
        this,
        "handleLeakage",
        "what happens if held-out images are known from training: error or warn (in the log)",
        word -> Choice.require(List.of(ERROR, WARN), word, "handleLeakage"));
  }

  public LeakageCheck setSplitCol(String value) {
    return ParamSupport.set(this, splitCol(), value);
  }

  public String getSplitCol() {
    return getOrDefault(splitCol());
  }

  public LeakageCheck setTrainValue(String value) {
    return ParamSupport.set(this, trainValue(), value);
  }

  public String getTrainValue() {
    return getOrDefault(trainValue());
  }

  public LeakageCheck setHandleLeakage(String value) {
    return ParamSupport.set(this, handleLeakage(), value);
  }

  public String getHandleLeakage() {
    return getOrDefault(handleLeakage());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Columns.image(schema, getOrDefault(inputCol()), "inputCol");
    Columns.typed(schema, getOrDefault(splitCol()), "splitCol", DataTypes.StringType);
    ParamSupport.value(this, keyCol())
        .ifPresent(key -> Columns.typed(schema, key, "keyCol", DataTypes.StringType));
    LineageColumn.find(schema, getOrDefault(lineageCol()));
    return schema;
  }

  /**
   * Compares the images, and gives the rows back.
   *
   * @throws IllegalArgumentException if there is leakage, or nothing to compare since no row is in
   *     the training split or none is held out, and {@code handleLeakage} is error
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    problem(dataset)
        .ifPresent(
            said -> {
              if (getOrDefault(handleLeakage()).equals(ERROR)) {
                throw new IllegalArgumentException(said);
              }
              LOG.warn(said);
            });
    return dataset.toDF();
  }

  /**
   * Compares the images, and says in a sentence what is wrong with their split; empty if nothing
   * is.
   */
  public Optional<String> problem(Dataset<?> dataset) {
    var found = found(dataset);
    return found.nothing().or(() -> complaint(found.leaks()));
  }

  private Optional<String> complaint(List<Row> leaks) {
    if (leaks.isEmpty()) {
      return Optional.empty();
    }
    var named =
        leaks.stream()
            .limit(NAMED)
            .map(
                leak ->
                    "\"%s\" of %s and \"%s\" of %s (%s)"
                        .formatted(
                            leak.getString(2),
                            leak.getString(3),
                            leak.getString(1),
                            getTrainValue(),
                            leak.getString(0)))
            .collect(Collectors.joining(", "));
    return Optional.of(
        "Number of held-out images that are known from training is %d but must be 0, such as %s; split anew with GroupSplitter"
            .formatted(leaks.stream().map(leak -> leak.getString(2)).distinct().count(), named));
  }

  /**
   * The held-out images that are known from training.
   *
   * @return a row for each pair: {@code kind} ("same source" or "near-duplicate"), the names of the
   *     images in {@code train} and {@code heldOut}, the {@code split} of the latter, and the
   *     {@code similarity} of near-duplicates
   */
  public Dataset<Row> leaks(Dataset<?> dataset) {
    var found = found(dataset);
    found
        .nothing()
        .ifPresent(
            said -> {
              throw new IllegalArgumentException(said);
            });
    return dataset.sparkSession().createDataFrame(found.leaks(), Leaks.SCHEMA);
  }

  /**
   * What a table says.
   *
   * @param nothing why nothing could be compared, if nothing could
   */
  private record Found(List<Row> leaks, Optional<String> nothing) {}

  private Found found(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    ParamSupport.requireTable(this, dataset, "a check compares all rows");
    var spark = dataset.sparkSession();
    int side = Columns.index(dataset.schema(), getOrDefault(splitCol()), "splitCol");
    var images =
        ComparedImages.of(this, dataset.schema(), side, spark)
            .rows(dataset.toDF())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      var nothing = nothing(images);
      var leaks = new Leaks(getTrainValue(), getMinSimilarity());
      return new Found(nothing.isPresent() ? List.of() : leaks.of(images), nothing);
    } finally {
      images.unpersist(false);
    }
  }

  private Optional<String> nothing(JavaRDD<Row> images) {
    var train = getTrainValue();
    long all = images.count();
    long training = images.filter(row -> train.equals(row.getString(ComparedImages.SIDE))).count();
    return training > 0 && training < all
        ? Optional.empty()
        : Optional.of(
            "%d of %d images have the value \"%s\" in column \"%s\", so that nothing can be compared; look at splitCol and trainValue"
                .formatted(training, all, train, getSplitCol()));
  }

  @Override
  public LeakageCheck copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
