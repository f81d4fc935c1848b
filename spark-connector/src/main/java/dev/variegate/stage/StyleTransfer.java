package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.style.ArbitraryStyle;
import dev.variegate.generate.style.FixedStyles;
import dev.variegate.generate.style.StyleMixing;
import dev.variegate.image.ReferenceImage;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.Task;
import dev.variegate.stage.method.Companions;
import dev.variegate.stage.method.CopyLabels;
import dev.variegate.stage.method.GeneratedCopies;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.method.ReferenceFiles;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ModelParams.HasGeneratedCopies;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.StyleParams;
import dev.variegate.stage.param.WeightedPath;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.ImageColumn;
import dev.variegate.stage.row.Layout;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Appends copies of each image in another style (neural style transfer): the content stays, and
 * with it labels, boxes and masks; texture and colors change, so that learners rely on shapes.
 *
 * <p>A model of task {@code stylize} takes the style of any image: of those in {@code styles}, or
 * of the row's own in {@code stylesCol}. Models of task {@code translate} know one style each, or
 * one for each of their labels; each copy draws one of {@code models}. Join styles that are in a
 * table as a column first. The amount of style is drawn for each copy; see {@link
 * dev.variegate.generate.style.StylePreset}. The lineage has method "style-transfer" and names
 * styles, fractions and strength. In a pipeline that will predict, wrap it in an {@link
 * AugmentedEstimator}.
 */
public final class StyleTransfer extends CopyTransformer<StyleTransfer>
    implements HasGeneratedCopies<StyleTransfer>,
        HasModel<StyleTransfer>,
        StyleParams<StyleTransfer>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public StyleTransfer() {
    this(Identifiable$.MODULE$.randomUID("styleTransfer"));
  }

  public StyleTransfer(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(preset(), "custom");
    setDefault(stylesPerImage(), 1);
    setDefault(preserveColor(), "none");
    setDefault(styleSize(), 256);
    setDefault(longestSide(), 1024);
  }

  public static MLReader<StyleTransfer> read() {
    return new DefaultParamsReader<>();
  }

  public static StyleTransfer load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    var companions = styleColumn(given).map(Companions::column).orElse(Companions.NONE);
    return generated(layout, generator(spark), companions, CopyLabels.SAME);
  }

  @Override
  boolean copiesDiffer(StructType given, SparkSession spark) {
    return !mixing().isFixed() || (!isDefined(stylesCol()) && styles(spark) > 1);
  }

  private int styles(SparkSession spark) {
    var addresses = addresses(weighted(), spark);
    return takesAnyStyle(addresses)
        ? images(spark).size()
        : addresses.stream().mapToInt(of -> FixedStyles.known(of.open().description())).sum();
  }

  private List<WeightedPath> weighted() {
    return isDefined(models())
        ? WeightedPath.parse(getOrDefault(models()), "model", "models")
        : List.of(new WeightedPath(getOrDefault(model()), 1));
  }

  private List<ModelAddress> addresses(List<WeightedPath> given, SparkSession spark) {
    return given.stream().map(entry -> ModelAddress.of(entry.path(), licensing(), spark)).toList();
  }

  private static boolean takesAnyStyle(List<ModelAddress> addresses) {
    return addresses.size() == 1 && addresses.get(0).open().description().task() == Task.STYLIZE;
  }

  GeneratedCopies.Opener generator(SparkSession spark) {
    var given = weighted();
    var addresses = addresses(given, spark);
    var mixing = mixing();
    if (takesAnyStyle(addresses)) {
      var address = addresses.get(0);
      var framing = styleFraming();
      List<ReferenceImage> images = images(spark);
      mixing.requireNoMoreThan(Math.max(1, images.size()));
      return compute -> ArbitraryStyle.open(address.open(), compute, framing, mixing, images);
    }
    addresses.forEach(address -> address.require(Capability.TRANSLATE));
    requireNoStyles();
    var framing = framing();
    addresses.forEach(
        address -> FixedStyles.requireUse(address.open().description(), framing, mixing));
    var weights = given.stream().map(WeightedPath::weight).toList();
    return new FixedOpener(addresses, weights, framing, mixing);
  }

  private List<ReferenceImage> images(SparkSession spark) {
    if (isDefined(stylesCol())) {
      return List.of();
    }
    ParamSupport.requireSet(
        this, styles(), "a model of task stylize needs images to take styles from, or stylesCol");
    return ReferenceFiles.list(
        "styles", WeightedPath.parse(getOrDefault(styles()), "path", "styles"), spark);
  }

  private void requireNoStyles() {
    for (Param<String> param : List.of(styles(), stylesCol())) {
      if (isDefined(param)) {
        throw new IllegalArgumentException(
            "%s is \"%s\" but must be unset for models of fixed styles; take a model of task stylize, or clear it"
                .formatted(param.name(), getOrDefault(param)));
      }
    }
  }

  private Optional<ImageColumn> styleColumn(StructType schema) {
    return ParamSupport.value(this, stylesCol())
        .map(name -> ImageColumn.named(schema, name, "stylesCol"));
  }

  @Override
  Layout layout(StructType schema) {
    if (isDefined(model()) == isDefined(models())) {
      throw new IllegalArgumentException(
          "model and models of %s are %s, exactly one must be set; give the bundle of one model, or a list with weights"
              .formatted(uid, isDefined(model()) ? "both set" : "both unset"));
    }
    ParamSupport.requireAtMostOne(this, styles(), stylesCol());
    styleColumn(schema);
    mixing();
    return Layout.of(this, schema, InvalidRows.errorColumn(this));
  }

  /** Opens networks of fixed styles, each with its weight. */
  private record FixedOpener(
      List<ModelAddress> models, List<Double> weights, Framing framing, StyleMixing mixing)
      implements GeneratedCopies.Opener {

    private static final long serialVersionUID = 1L;

    @Override
    public ImageGenerator open(ComputeOptions compute) {
      var styles =
          IntStream.range(0, models.size())
              .mapToObj(i -> new FixedStyles.Weighted(models.get(i).open(), weights.get(i)))
              .toList();
      return FixedStyles.open(styles, compute, framing, mixing);
    }
  }
}
