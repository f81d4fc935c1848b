package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.stage.balance.SourceFeatures;
import dev.variegate.stage.feature.StoredColumn;
import dev.variegate.stage.method.ClassifiedRows;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.method.NetworkRows;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.FeatureExtractor;
import java.util.LinkedHashMap;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds a classifier's output for each image: the most likely class, the probability of each class
 * and, if requested, a feature vector for distances between images.
 *
 * <p>An image of another size is resized to the network's input, and converted between gray and RGB
 * as the network needs. All other columns are kept. The same image gets the same scores, however
 * the rows are partitioned.
 */
public final class ImageClassifier extends FeatureTransformer<ImageClassifier>
    implements HasModel<ImageClassifier> {

  private static final long serialVersionUID = 1L;

  public ImageClassifier() {
    this(Identifiable$.MODULE$.randomUID("imageClassifier"));
  }

  public ImageClassifier(String uid) {
    super(uid);
    setDefault(predictionCol(), "prediction");
    setDefault(probabilityCol(), "probability");
  }

  public static MLReader<ImageClassifier> read() {
    return new DefaultParamsReader<>();
  }

  public static ImageClassifier load(String path) {
    return read().load(path);
  }

  /** What classifiers of gates say of the rows of a plan; gates run networks on processors. */
  static SourceFeatures.Asking ofGates(ClassBalancer plan) {
    boolean fails = InvalidRows.parse(plan.getOrDefault(plan.handleInvalid())) == InvalidRows.ERROR;
    return (rows, model, probability, features) -> {
      var classifier =
          new ImageClassifier()
              .setModel(model)
              .setAllowUnlicensed(true)
              .setInputCol(plan.getOrDefault(plan.inputCol()))
              .setMaxPixels(plan.getMaxPixels())
              .setColorProfile(plan.getColorProfile())
              .setHandleInvalid((fails ? InvalidRows.ERROR : InvalidRows.SKIP).word())
              .setPredictionCol("prediction of " + model)
              .setProbabilityCol(probability);
      features.ifPresent(classifier::setFeaturesCol);
      ParamSupport.value(plan, plan.featureStore()).ifPresent(classifier::setFeatureStore);
      return classifier.transform(rows);
    };
  }

  public Param<String> predictionCol() {
    return ParamSupport.column(
        this, "predictionCol", "added column with the name of the most likely class (string)");
  }

  public Param<String> probabilityCol() {
    return ParamSupport.column(
        this,
        "probabilityCol",
        "added column with the class probabilities (vector, in the order of the model's labels)");
  }

  public Param<String> featuresCol() {
    return ParamSupport.column(
        this,
        "featuresCol",
        "added column with the model's features (vector); if unset, none is added");
  }

  public ImageClassifier setPredictionCol(String value) {
    return ParamSupport.set(this, predictionCol(), value);
  }

  public String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  public ImageClassifier setProbabilityCol(String value) {
    return ParamSupport.set(this, probabilityCol(), value);
  }

  public String getProbabilityCol() {
    return getOrDefault(probabilityCol());
  }

  public ImageClassifier setFeaturesCol(String value) {
    return ParamSupport.set(this, featuresCol(), value);
  }

  public String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  @Override
  StructType adding(StructType schema) {
    ParamSupport.requireSet(this, model(), "give it the address of a model bundle");
    var added =
        Columns.added(schema, getOrDefault(predictionCol()), DataTypes.StringType, "predictionCol");
    added =
        Columns.added(
            added, getOrDefault(probabilityCol()), SQLDataTypes.VectorType(), "probabilityCol");
    var features = ParamSupport.value(this, featuresCol());
    return features.isPresent()
        ? Columns.added(added, features.get(), SQLDataTypes.VectorType(), "featuresCol")
        : added;
  }

  @Override
  Filling filling(StructType schema, Dataset<Row> rows) {
    var spark = rows.sparkSession();
    var address = ModelAddress.of(getOrDefault(model()), licensing(), spark);
    address.require(Capability.CLASSIFY);
    var described =
        ParamSupport.value(this, featuresCol())
            .map(column -> extractedBy(address.open(), schema, column))
            .orElse(schema);
    return new Filling(
        described,
        columns ->
            new NetworkRows<>(
                columns.schema().size(),
                new ClassifiedRows(
                    address,
                    Device.parse(getOrDefault(device())),
                    columns,
                    index(columns, predictionCol()),
                    index(columns, probabilityCol()),
                    indexIfSet(columns, featuresCol()))));
  }

  /** Features are kept wherever the model gives them, asked for or not. */
  @Override
  Kept kept(SparkSession spark) {
    var bundle = ModelAddress.of(getModel(), licensing(), spark).open();
    var model = bundle.description();
    var columns = new LinkedHashMap<StoredColumn, Param<String>>();
    columns.put(StoredColumn.plain("prediction", DataTypes.StringType), predictionCol());
    columns.put(StoredColumn.doubles("probability", model.labels().size()), probabilityCol());
    model
        .output(Features.class)
        .ifPresent(
            features ->
                columns.put(StoredColumn.floats("features", width(features)), featuresCol()));
    return new Kept(extractor(bundle), columns);
  }

  /** Numbers of one image; 0 where the shape leaves them open. */
  private static int width(TensorDescription features) {
    var sizes = features.shape().subList(1, features.shape().size());
    return sizes.contains(TensorDescription.FREE)
        ? 0
        : Math.toIntExact(sizes.stream().reduce(1L, Math::multiplyExact));
  }

  private static FeatureExtractor extractor(ModelBundle bundle) {
    return new FeatureExtractor(bundle.description().title(), bundle.sha256());
  }

  /** With the model that makes features in their column's metadata. */
  private static StructType extractedBy(ModelBundle bundle, StructType schema, String column) {
    requireFeatures(bundle.description(), column);
    return extractor(bundle).describing(schema, column);
  }

  private static void requireFeatures(ModelDescription model, String column) {
    if (model.output(Features.class).isEmpty()) {
      throw new IllegalArgumentException(
          "featuresCol is \"%s\", but model %s gives no features; unset it, or describe them"
              .formatted(column, model.title()));
    }
  }
}
