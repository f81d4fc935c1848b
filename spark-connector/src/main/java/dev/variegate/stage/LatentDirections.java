package dev.variegate.stage;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.generate.latent.Direction;
import dev.variegate.stage.method.DirectionSearch;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.LatentParams.HasLabel;
import dev.variegate.stage.param.ModelParams.HasGeneratedCopies;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasLabelCol;
import dev.variegate.stage.param.UnlabeledParams;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.StaleLabels;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Finds directions in a model's latent space, along which the fitted {@link LatentEditor} edits
 * images.
 *
 * <p>By labels: for each class the normal of the plane between it and all others, named by the
 * class (InterFaceGAN, CVPR 2020). By pca: the axes along which encoded images vary most, or, where
 * the model has no encoder, those along which its samples vary most (GANSpace, NeurIPS 2020). By
 * weights: what the generator's first layer stretches most; no image is needed (SeFa, CVPR 2021).
 * Only the encoded rows with the smallest keyed hashes count, at most {@code maxRows}.
 */
public final class LatentDirections extends Estimator<LatentEditor>
    implements HasGeneratedCopies<LatentDirections>,
        HasModel<LatentDirections>,
        HasLabel<LatentDirections>,
        HasLabelCol<LatentDirections>,
        UnlabeledParams<LatentDirections>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public LatentDirections() {
    this(Identifiable$.MODULE$.randomUID("latentDirections"));
  }

  public LatentDirections(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(algorithm(), Algorithm.LABELS.toString());
    setDefault(label(), "");
    setDefault(count(), 10);
    setDefault(maxRows(), 2000);
  }

  public static MLReader<LatentDirections> read() {
    return new DefaultParamsReader<>();
  }

  public static LatentDirections load(String path) {
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

  public Param<String> algorithm() {
    return ParamSupport.text(
        this,
        "algorithm",
        "how directions are found: labels (between classes), pca (greatest variation) or weights (the generator's first layer)",
        Algorithm::parse);
  }

  public IntParam count() {
    return ParamSupport.whole(
        this,
        "count",
        "maximum number of directions of pca and weights",
        value -> ParamSupport.requirePositive((int) value, "count"));
  }

  public IntParam maxRows() {
    return ParamSupport.whole(
        this,
        "maxRows",
        "maximum number of images to encode or sample for this; their latents must fit in the driver's memory",
        value -> ParamSupport.requirePositive((int) value, "maxRows"));
  }

  public LatentDirections setAlgorithm(String value) {
    return ParamSupport.set(this, algorithm(), value);
  }

  public String getAlgorithm() {
    return getOrDefault(algorithm());
  }

  public LatentDirections setCount(int value) {
    return ParamSupport.set(this, count(), value);
  }

  public int getCount() {
    return (int) getOrDefault(count());
  }

  public LatentDirections setMaxRows(int value) {
    return ParamSupport.set(this, maxRows(), value);
  }

  public int getMaxRows() {
    return (int) getOrDefault(maxRows());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    var layout = layout(schema);
    StaleLabels.requireNone(this, schema); // as the fitted editor does
    return layout.schema();
  }

  @Override
  public LatentEditor fit(Dataset<?> dataset) {
    var layout = layout(dataset.schema());
    ParamSupport.requireTable(this, dataset, "directions are found from all rows");
    var address = ModelAddress.of(getOrDefault(model()), licensing(), dataset.sparkSession());
    var search =
        new DirectionSearch(
            address,
            getOrDefault(label()),
            Device.parse(getOrDefault(device())),
            (int) getOrDefault(count()),
            (int) getOrDefault(maxRows()));
    List<Direction> found =
        switch (Algorithm.parse(getOrDefault(algorithm()))) {
          case LABELS ->
              search.byLabels(
                  dataset, layout, Columns.label(dataset.schema(), getOrDefault(labelCol())), this);
          case PCA -> search.byVariation(dataset, layout, this);
          case WEIGHTS -> search.byWeights();
        };
    return copyValues(new LatentEditor(uid).withFound(found), ParamMap.empty()).setParent(this);
  }

  @Override
  public LatentDirections copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private Layout layout(StructType schema) {
    ParamSupport.requireSet(this, model(), "give it the folder of a model bundle");
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    if (Algorithm.parse(getOrDefault(algorithm())) == Algorithm.LABELS) {
      Columns.label(schema, getOrDefault(labelCol()));
    }
    return layout;
  }

  /** How directions of a latent space are found. */
  private enum Algorithm {
    LABELS,
    PCA,
    WEIGHTS;

    static Algorithm parse(String text) {
      return Choice.parse(Algorithm.class, text, "algorithm");
    }

    @Override
    public String toString() {
      return KebabCase.kebab(this);
    }
  }
}
