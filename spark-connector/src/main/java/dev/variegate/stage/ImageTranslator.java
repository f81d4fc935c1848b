package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.generate.style.Translator;
import dev.variegate.stage.method.Companions;
import dev.variegate.stage.method.CopyLabels;
import dev.variegate.stage.method.GeneratedCopies;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.param.FramingParams;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ModelParams.HasGeneratedCopies;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Appends a translation of each image by an image-to-image network (task {@code translate}):
 * another season, another scanner, one fixed style.
 *
 * <p>The result has the image's size, so that masks, boxes and keypoints beside it stay valid; all
 * other columns are kept and the lineage has method "image-translate". Nothing is drawn: the copies
 * of an image are equal, and more than one makes sense only where a later stage changes them.
 */
public final class ImageTranslator extends CopyTransformer<ImageTranslator>
    implements HasGeneratedCopies<ImageTranslator>,
        HasModel<ImageTranslator>,
        FramingParams<ImageTranslator>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public ImageTranslator() {
    this(Identifiable$.MODULE$.randomUID("imageTranslator"));
  }

  public ImageTranslator(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(label(), "");
    setDefault(strength(), 1.0);
  }

  public static MLReader<ImageTranslator> read() {
    return new DefaultParamsReader<>();
  }

  public static ImageTranslator load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> label() {
    return ParamSupport.text(
        this,
        "label",
        "class requested from a network that takes one, by its name or index in the model's labels; otherwise empty");
  }

  public DoubleParam strength() {
    return ParamSupport.real(
        this,
        "strength",
        "fraction of the change requested from a network that takes one, 0 to 1",
        value -> new Translator.Settings(framing(), "", (double) value));
  }

  public ImageTranslator setLabel(String value) {
    return ParamSupport.set(this, label(), value);
  }

  public String getLabel() {
    return getOrDefault(label());
  }

  public ImageTranslator setStrength(double value) {
    return ParamSupport.set(this, strength(), value);
  }

  public double getStrength() {
    return (double) getOrDefault(strength());
  }

  @Override
  boolean copiesDiffer(StructType given, SparkSession spark) {
    return false;
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    var address = ModelAddress.of(getOrDefault(model()), licensing(), spark);
    address.require(Capability.TRANSLATE);
    var settings =
        new Translator.Settings(
            framing(), getOrDefault(label()), (double) getOrDefault(strength()));
    Translator.requireUse(address.open().description(), settings);
    GeneratedCopies.Opener generator =
        compute -> Translator.open(address.open(), compute, settings);
    return generated(layout, generator, Companions.NONE, CopyLabels.SAME);
  }

  @Override
  Layout layout(StructType schema) {
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    ParamSupport.requireSet(this, model(), "give it the address of a model bundle");
    return layout;
  }
}
