package dev.variegate.stage;

import dev.variegate.generate.Capability;
import dev.variegate.generate.Translator;
import dev.variegate.stage.ModelParams.ModelUsing;
import dev.variegate.stage.ModelParams.Remaking;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Puts behind each picture what a network of task {@code translate} makes of it: another season,
 * another scanner, one fixed style.
 *
 * <p>The result has the picture's size, so that masks, boxes and keypoints beside it stay true; all
 * other columns are kept and the lineage has method "translate". Nothing is drawn: the copies of a
 * picture are equal, and more than one makes sense only where a later stage changes them.
 */
public final class ImageTranslator extends Transformer
    implements Remaking<ImageTranslator>,
        ModelUsing<ImageTranslator>,
        FramingParams<ImageTranslator>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public ImageTranslator() {
    this(Identifiable$.MODULE$.randomUID("imageTranslator"));
  }

  public ImageTranslator(String uid) {
    this.uid = uid;
    Mixing.defaults(this);
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
    return Mixing.text(
        this,
        "label",
        "class asked of a network that takes one, by its name or index among the model's labels; else empty");
  }

  public DoubleParam strength() {
    return Mixing.real(
        this,
        "strength",
        "share of the change asked of a network that takes one, 0 to 1",
        value -> new Translator.Settings(framing(), "", (double) value));
  }

  public ImageTranslator setLabel(String value) {
    return Mixing.set(this, label(), value);
  }

  public ImageTranslator setStrength(double value) {
    return Mixing.set(this, strength(), value);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return layout(schema).schema();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    var layout = layout(dataset.schema());
    var address = ModelAddress.of(getOrDefault(model()), licensing(), dataset.sparkSession());
    address.require(Capability.TRANSLATE);
    var settings =
        new Translator.Settings(
            framing(), getOrDefault(label()), (double) getOrDefault(strength()));
    Translator.requireUse(address.open().description(), settings);
    return PictureRows.of(
        this,
        dataset,
        layout,
        compute -> Translator.open(address.open(), compute, settings),
        Companions.NONE);
  }

  @Override
  public ImageTranslator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private Layout layout(StructType schema) {
    var layout = Layout.of(this, schema, InvalidRows.errorColumn(this));
    Mixing.requireSet(this, model(), "give it the address of a model bundle");
    return layout;
  }
}
