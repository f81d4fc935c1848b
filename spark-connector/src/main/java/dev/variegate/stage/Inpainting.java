package dev.variegate.stage;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.generate.Capability;
import dev.variegate.generate.inpaint.Inpainter;
import dev.variegate.generate.inpaint.RePaint;
import dev.variegate.pixel.HoleFill;
import dev.variegate.stage.method.CopyLabels;
import dev.variegate.stage.method.GeneratedCopies;
import dev.variegate.stage.method.Holes;
import dev.variegate.stage.method.LoggedSteps;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.param.FramingParams;
import dev.variegate.stage.param.HoleParams;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.LabelParams;
import dev.variegate.stage.param.ModelParams.HasGeneratedCopies;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.RepaintParams;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.StaleLabels;
import java.util.Optional;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Appends copies of each image in which a region, the hole, is filled anew by inpainting.
 *
 * <p>Holes come from a column of masks or of boxes; where neither is named, a rectangle is drawn
 * for each copy. Outside the hole a copy keeps the image's exact samples; copies are therefore
 * written as PNG unless another encoding is set. All other columns are kept; the lineage has method
 * "inpaint" and says where the hole was.
 */
public final class Inpainting extends CopyTransformer<Inpainting>
    implements HasGeneratedCopies<Inpainting>,
        HasModel<Inpainting>,
        HoleParams<Inpainting>,
        LabelParams<Inpainting>,
        FramingParams<Inpainting>,
        RepaintParams<Inpainting>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public Inpainting() {
    this(Identifiable$.MODULE$.randomUID("inpainting"));
  }

  public Inpainting(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(algorithm(), Algorithm.TELEA.toString());
    setDefault(radius(), 5);
    setDefault(steps(), RePaint.Settings.DEFAULT.steps());
    setDefault(jumpLength(), RePaint.Settings.DEFAULT.jumpLength());
    setDefault(resamplings(), RePaint.Settings.DEFAULT.resamplings());
    setDefault(guidanceScale(), RePaint.Settings.DEFAULT.guidanceScale());
    setDefault(encoding(), "png"); // what is lossy would change samples outside the hole
  }

  public static MLReader<Inpainting> read() {
    return new DefaultParamsReader<>();
  }

  public static Inpainting load(String path) {
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
        "how holes are filled: telea or navier-stokes (no model, for small holes), network (a model of task inpaint) or repaint (a model of task diffuse)",
        Algorithm::parse);
  }

  public IntParam radius() {
    return ParamSupport.whole(
        this,
        "radius",
        "neighborhood radius of telea and navier-stokes, in pixels, 1 to 100",
        value -> new HoleFill(HoleFill.Method.TELEA, (int) value));
  }

  public Inpainting setAlgorithm(String value) {
    return ParamSupport.set(this, algorithm(), value);
  }

  public String getAlgorithm() {
    return getOrDefault(algorithm());
  }

  public Inpainting setRadius(int value) {
    return ParamSupport.set(this, radius(), value);
  }

  public int getRadius() {
    return (int) getOrDefault(radius());
  }

  @Override
  boolean copiesDiffer(StructType given, SparkSession spark) {
    return Algorithm.parse(getOrDefault(algorithm())) == Algorithm.REPAINT
        || Holes.of(this, given).areDrawn();
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    var labels =
        CopyLabels.outsideHole(
            annotating(given).rules(), (double) getOrDefault(holeMinVisibility()));
    return generated(layout, generator(spark), Holes.of(this, given), labels);
  }

  private GeneratedCopies.Opener generator(SparkSession spark) {
    var chosen = Algorithm.parse(getOrDefault(algorithm()));
    if (chosen.classical().isPresent()) {
      var fill = new HoleFill(chosen.classical().get(), (int) getOrDefault(radius()));
      return compute -> Inpainter.of(fill);
    }
    var address = ModelAddress.of(getOrDefault(model()), licensing(), spark);
    address.require(chosen.capability());
    if (chosen == Algorithm.REPAINT) {
      var settings = repainting();
      var name = getOrDefault(model());
      RePaint.check(address.open(), settings);
      return compute -> RePaint.open(address.open(), compute, settings, new LoggedSteps(name));
    }
    var framing = framing();
    Inpainter.requireUse(address.open().description(), framing);
    return compute -> Inpainter.open(address.open(), compute, framing);
  }

  @Override
  Layout layout(StructType schema) {
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    Holes.of(this, schema);
    var annotating = annotating(schema);
    if ((double) getOrDefault(holeMinVisibility()) > 0) {
      StaleLabels.requireFollowed(schema, annotating, "those in the hole are dropped");
    }
    var chosen = Algorithm.parse(getOrDefault(algorithm()));
    if (chosen.classical().isEmpty()) {
      ParamSupport.requireSet(
          this, model(), "algorithm %s needs the bundle of a model".formatted(chosen));
    } else if (isDefined(model())) {
      throw new IllegalArgumentException(
          "model is \"%s\" but algorithm is \"%s\", which needs none; set algorithm to network or repaint, or clear model"
              .formatted(getOrDefault(model()), chosen));
    }
    return layout;
  }

  /** What fills a hole. */
  private enum Algorithm {
    TELEA,
    NAVIER_STOKES,
    NETWORK,
    REPAINT;

    static Algorithm parse(String text) {
      return Choice.parse(Algorithm.class, text, "algorithm");
    }

    /** The classical algorithm that this is, if it needs no model. */
    Optional<HoleFill.Method> classical() {
      return switch (this) {
        case TELEA -> Optional.of(HoleFill.Method.TELEA);
        case NAVIER_STOKES -> Optional.of(HoleFill.Method.NAVIER_STOKES);
        case NETWORK, REPAINT -> Optional.empty();
      };
    }

    /** What its model must be able to do. */
    Capability capability() {
      return this == REPAINT ? Capability.IMAGE_TO_IMAGE : Capability.INPAINT;
    }

    @Override
    public String toString() {
      return KebabCase.kebab(this);
    }
  }
}
