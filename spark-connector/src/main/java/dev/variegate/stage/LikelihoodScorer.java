package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.quality.ImageScorer;
import dev.variegate.stage.method.LikelihoodRows;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.method.NetworkRows;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasLabelCol;
import dev.variegate.stage.row.Columns;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds how likely a generative model finds each image: its log-likelihood in nats and in bits per
 * dimension, by a network that gives it ({@code task: score}), such as the folder {@code
 * likelihood} beside a trained flow or PixelCNN++.
 *
 * <p>A network that also takes a class is asked for p(x given y), the class of {@code labelCol};
 * where the table has no such column, for p(x), all classes equally likely. From p(x given y)
 * follows the class by Bayes' rule (a generative classifier), at the price of a run of the network
 * for each class: Ng and Jordan, "On discriminative vs. generative classifiers", NeurIPS 2001. An
 * image of another size is resized to the network's input, and it is the resized one that is
 * scored. The same image gets the same score, however the rows are partitioned.
 *
 * <p>A likelihood does not say what an image shows: images of other kinds may be likelier than
 * those of training (Nalisnick et al., arXiv:1810.09136).
 */
public final class LikelihoodScorer extends RowTransformer<LikelihoodScorer>
    implements HasModel<LikelihoodScorer>, HasLabelCol<LikelihoodScorer> {

  private static final long serialVersionUID = 1L;

  public LikelihoodScorer() {
    this(Identifiable$.MODULE$.randomUID("likelihoodScorer"));
  }

  public LikelihoodScorer(String uid) {
    super(uid);
    setDefault(logLikelihoodCol(), "logLikelihood");
    setDefault(bitsPerDimensionCol(), "bitsPerDimension");
  }

  public static MLReader<LikelihoodScorer> read() {
    return new DefaultParamsReader<>();
  }

  public static LikelihoodScorer load(String path) {
    return read().load(path);
  }

  public Param<String> logLikelihoodCol() {
    return ParamSupport.column(
        this, "logLikelihoodCol", "added column of log-likelihoods in nats (double)");
  }

  public Param<String> bitsPerDimensionCol() {
    return ParamSupport.column(
        this,
        "bitsPerDimensionCol",
        "added column of the same in bits per sample of the image, where less is likelier (double)");
  }

  public Param<String> posteriorCol() {
    return ParamSupport.column(
        this,
        "posteriorCol",
        "added column with the probability of each class (vector, in the order of the model's labels), of a model that takes classes; if unset, none is added");
  }

  public Param<String> predictionCol() {
    return ParamSupport.column(
        this,
        "predictionCol",
        "added column with the likeliest class (string), of a model that takes classes; if unset, none is added");
  }

  public LikelihoodScorer setLogLikelihoodCol(String value) {
    return ParamSupport.set(this, logLikelihoodCol(), value);
  }

  public String getLogLikelihoodCol() {
    return getOrDefault(logLikelihoodCol());
  }

  public LikelihoodScorer setBitsPerDimensionCol(String value) {
    return ParamSupport.set(this, bitsPerDimensionCol(), value);
  }

  public String getBitsPerDimensionCol() {
    return getOrDefault(bitsPerDimensionCol());
  }

  public LikelihoodScorer setPosteriorCol(String value) {
    return ParamSupport.set(this, posteriorCol(), value);
  }

  public String getPosteriorCol() {
    return getOrDefault(posteriorCol());
  }

  public LikelihoodScorer setPredictionCol(String value) {
    return ParamSupport.set(this, predictionCol(), value);
  }

  public String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  @Override
  StructType adding(StructType schema) {
    ParamSupport.requireSet(this, model(), "give it the address of a model bundle");
    label(schema);
    var added =
        Columns.added(schema, getLogLikelihoodCol(), DataTypes.DoubleType, "logLikelihoodCol");
    added =
        Columns.added(added, getBitsPerDimensionCol(), DataTypes.DoubleType, "bitsPerDimensionCol");
    if (isDefined(posteriorCol())) {
      added = Columns.added(added, getPosteriorCol(), SQLDataTypes.VectorType(), "posteriorCol");
    }
    return isDefined(predictionCol())
        ? Columns.added(added, getPredictionCol(), DataTypes.StringType, "predictionCol")
        : added;
  }

  /** The column of classes; -1 where the table has none and none is asked for. */
  private int label(StructType schema) {
    boolean there = List.of(schema.fieldNames()).contains(getLabelCol());
    return there || isSet(labelCol()) ? Columns.label(schema, getLabelCol()) : -1;
  }

  @Override
  Filling filling(StructType schema, Dataset<Row> rows) {
    var address = ModelAddress.of(getModel(), licensing(), rows.sparkSession());
    address.require(Capability.SCORE);
    var model = address.open().description();
    ImageScorer.requireImages(model);
    boolean ofClasses = isDefined(posteriorCol()) || isDefined(predictionCol());
    if (ofClasses && model.input(Label.class).isEmpty()) {
      throw new IllegalArgumentException(
          "posteriorCol or predictionCol is set, but model %s takes no class; unset them, or take a model that was trained with classes"
              .formatted(model.title()));
    }
    int label = label(rows.schema());
    return new Filling(
        schema,
        columns ->
            new NetworkRows<>(
                columns.schema().size(),
                new LikelihoodRows(
                    address,
                    Device.parse(getDevice()),
                    columns,
                    label,
                    index(columns, logLikelihoodCol()),
                    index(columns, bitsPerDimensionCol()),
                    indexIfSet(columns, posteriorCol()),
                    indexIfSet(columns, predictionCol()))));
  }
}
