package dev.variegate.stage;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.generate.Capability;
import dev.variegate.generate.upscale.OutputSize;
import dev.variegate.generate.upscale.ResampleUpscaler;
import dev.variegate.generate.upscale.SuperResolver;
import dev.variegate.pixel.Resampling;
import dev.variegate.stage.method.Companions;
import dev.variegate.stage.method.CopyLabels;
import dev.variegate.stage.method.GeneratedCopies;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.param.FramingParams;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.LabelParams;
import dev.variegate.stage.param.ModelParams.HasGeneratedCopies;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.StaleLabels;
import java.util.Optional;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Appends an upscaled copy of each image, made by a super-resolution network (task {@code
 * super-resolve}) or, for comparison, by a resampling kernel.
 *
 * <p>Masks, boxes, polygons and points in columns of their own are scaled as the image is, unless
 * {@code keepSize} scales the result back to its source's size. All other columns are kept and the
 * lineage has method "super-resolve". Nothing is drawn: the copies of an image are equal.
 */
public final class SuperResolution extends CopyTransformer<SuperResolution>
    implements HasGeneratedCopies<SuperResolution>,
        HasModel<SuperResolution>,
        FramingParams<SuperResolution>,
        LabelParams<SuperResolution>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public SuperResolution() {
    this(Identifiable$.MODULE$.randomUID("superResolution"));
  }

  public SuperResolution(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(algorithm(), Algorithm.NETWORK.toString());
    setDefault(factor(), 2);
    setDefault(keepSize(), false);
  }

  public static MLReader<SuperResolution> read() {
    return new DefaultParamsReader<>();
  }

  public static SuperResolution load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> algorithm() {
    return ParamSupport.text(
        this,
        "algorithm",
        "upscaling algorithm: network (a model with task super-resolve), or bicubic or lanczos (no model, for comparison)",
        Algorithm::parse);
  }

  public IntParam factor() {
    return ParamSupport.whole(
        this,
        "factor",
        "scale factor of bicubic and lanczos, 2 to 16; a network has its own",
        value -> new ResampleUpscaler(Resampling.BICUBIC, (int) value, OutputSize.FACTOR));
  }

  public BooleanParam keepSize() {
    return new BooleanParam(
        this,
        "keepSize",
        "whether the upscaled image is scaled back to its source's size, so that masks, boxes and keypoints stay valid");
  }

  public SuperResolution setAlgorithm(String value) {
    return ParamSupport.set(this, algorithm(), value);
  }

  public String getAlgorithm() {
    return getOrDefault(algorithm());
  }

  public SuperResolution setFactor(int value) {
    return ParamSupport.set(this, factor(), value);
  }

  public int getFactor() {
    return (int) getOrDefault(factor());
  }

  public SuperResolution setKeepSize(boolean value) {
    return ParamSupport.set(this, keepSize(), value);
  }

  public boolean getKeepSize() {
    return (boolean) getOrDefault(keepSize());
  }

  @Override
  boolean copiesDiffer(StructType given, SparkSession spark) {
    return false;
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    var labels = CopyLabels.scaled(annotating(given).rules());
    return generated(layout, generator(spark), Companions.NONE, labels);
  }

  GeneratedCopies.Opener generator(SparkSession spark) {
    var enlarged = (boolean) getOrDefault(keepSize()) ? OutputSize.SOURCE : OutputSize.FACTOR;
    var kernel = Algorithm.parse(getOrDefault(algorithm())).kernel();
    if (kernel.isPresent()) {
      var resampling = kernel.get();
      int times = (int) getOrDefault(factor());
      return compute -> new ResampleUpscaler(resampling, times, enlarged);
    }
    var address = ModelAddress.of(getOrDefault(model()), licensing(), spark);
    address.require(Capability.SUPER_RESOLVE);
    var framing = framing();
    SuperResolver.requireUse(address.open().description(), framing);
    return compute -> SuperResolver.open(address.open(), compute, framing, enlarged);
  }

  @Override
  Layout layout(StructType schema) {
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    var annotating = annotating(schema);
    if (!(boolean) getOrDefault(keepSize())) {
      StaleLabels.requireFollowed(schema, annotating, "what they mark is enlarged");
    }
    var chosen = Algorithm.parse(getOrDefault(algorithm()));
    if (chosen == Algorithm.NETWORK) {
      ParamSupport.requireSet(this, model(), "algorithm network needs the bundle of a model");
      if (isSet(factor())) {
        throw new IllegalArgumentException(
            "factor is %s but algorithm is \"network\", which has its own; clear factor, or set algorithm to bicubic or lanczos"
                .formatted(getOrDefault(factor())));
      }
    } else if (isDefined(model())) {
      throw new IllegalArgumentException(
          "model is \"%s\" but algorithm is \"%s\", which needs none; set algorithm to network, or clear model"
              .formatted(getOrDefault(model()), chosen));
    }
    return layout;
  }

  /** What enlarges images. */
  private enum Algorithm {
    /** A model of task {@code super-resolve}. */
    NETWORK(null),
    /** Cubic convolution. */
    BICUBIC(Resampling.BICUBIC),
    /** A windowed sinc over six pixels. */
    LANCZOS(Resampling.LANCZOS);

    private final Resampling kernel;

    Algorithm(Resampling kernel) {
      this.kernel = kernel;
    }

    static Algorithm parse(String text) {
      return Choice.parse(Algorithm.class, text, "algorithm");
    }

    /** The kernel that does it without a model. */
    Optional<Resampling> kernel() {
      return Optional.ofNullable(kernel);
    }

    @Override
    public String toString() {
      return KebabCase.kebab(this);
    }
  }
}
