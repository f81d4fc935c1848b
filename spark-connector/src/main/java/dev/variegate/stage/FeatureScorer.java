package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.method.NetworkRows;
import dev.variegate.stage.method.ScoredRows;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.SchemaRows;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Adds a score of each image by its features, with a small network that takes vectors ({@code task:
 * score}): an aesthetic score, a quality, a probability. Gates read it like any other column.
 *
 * <p>The same features get the same score, however the rows are partitioned. A row without features
 * has no score (null); vectors of another width than the network takes, and scores that are not
 * finite, fail the job.
 */
public final class FeatureScorer extends Transformer
    implements HasModel<FeatureScorer>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public FeatureScorer() {
    this(Identifiable$.MODULE$.randomUID("featureScorer"));
  }

  public FeatureScorer(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(featuresCol(), "features");
    setDefault(outputCol(), "score");
  }

  public static MLReader<FeatureScorer> read() {
    return new DefaultParamsReader<>();
  }

  public static FeatureScorer load(String path) {
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

  public Param<String> featuresCol() {
    return ParamSupport.column(
        this,
        "featuresCol",
        "column of features (vector, or a number that is the only feature); rows without get no score");
  }

  public Param<String> outputCol() {
    return ParamSupport.column(this, "outputCol", "new column of scores (double)");
  }

  public FeatureScorer setFeaturesCol(String value) {
    return ParamSupport.set(this, featuresCol(), value);
  }

  public String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  public FeatureScorer setOutputCol(String value) {
    return ParamSupport.set(this, outputCol(), value);
  }

  public String getOutputCol() {
    return getOrDefault(outputCol());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    requireNumbers(schema);
    ParamSupport.requireSet(this, model(), "give it the address of a model bundle");
    return Columns.added(schema, getOutputCol(), DataTypes.DoubleType, "outputCol");
  }

  private void requireNumbers(StructType schema) {
    var column = schema.apply(Columns.index(schema, getFeaturesCol(), "featuresCol"));
    if (!column.dataType().equals(SQLDataTypes.VectorType())
        && !(column.dataType() instanceof NumericType)) {
      throw new IllegalArgumentException(
          "Column \"%s\" of featuresCol has type %s but must be a vector or a number; take the features that the model was trained on"
              .formatted(column.name(), column.dataType().catalogString()));
    }
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    var schema = transformSchema(dataset.schema());
    var address = ModelAddress.of(getModel(), licensing(), dataset.sparkSession());
    address.require(Capability.SCORE);
    var bundle = address.open();
    var made = new FeatureExtractor(bundle.description().title(), bundle.sha256());
    int features = Columns.index(schema, getFeaturesCol(), "featuresCol");
    int score = Columns.index(schema, getOutputCol(), "outputCol");
    var scores = new ScoredRows(address, Device.parse(getDevice()), features, score);
    return SchemaRows.of(
        dataset.toDF(),
        new RowTask<>(new NetworkRows<>(schema.size(), scores), 0, Refusals.NONE),
        made.describing(schema, getOutputCol()));
  }

  @Override
  public FeatureScorer copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
