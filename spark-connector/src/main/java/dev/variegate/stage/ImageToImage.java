package dev.variegate.stage;

import dev.variegate.base.Choice;
import dev.variegate.generate.Capability;
import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.generate.diffusion.ImageToImageGenerator;
import dev.variegate.generate.diffusion.ImageToImageGenerator.Settings;
import dev.variegate.generate.framing.Fit;
import dev.variegate.stage.method.Companions;
import dev.variegate.stage.method.CopyLabels;
import dev.variegate.stage.method.GeneratedCopies;
import dev.variegate.stage.method.LoggedSteps;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.param.DiffusionParams;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ModelParams.HasGeneratedCopies;
import dev.variegate.stage.param.ModelParams.HasModel;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.Layout;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Appends image-to-image variations of each image by a diffusion model (SDEdit): noise is added up
 * to a strength and removed again, so that coarse structure stays and fine detail is regenerated.
 *
 * <p>A copy has its source's size and all its other columns; the lineage has method
 * "image-to-image". Low strengths keep the class of an image, high ones may not: check the copies
 * with a classifier. The same model, seed and rows give the same bytes, however the rows are
 * partitioned.
 */
public final class ImageToImage extends CopyTransformer<ImageToImage>
    implements HasGeneratedCopies<ImageToImage>,
        HasModel<ImageToImage>,
        DiffusionParams<ImageToImage>,
        DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  /** Those that let the network see the whole image at once. */
  private static final List<String> FITS =
      List.of(Fit.AUTO.toString(), Fit.RESIZE.toString(), Fit.PAD.toString());

  private final String uid;

  public ImageToImage() {
    this(Identifiable$.MODULE$.randomUID("imageToImage"));
  }

  public ImageToImage(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
    setDefault(strength(), 0.5);
    setDefault(label(), "");
    setDefault(fit(), Fit.AUTO.toString());
  }

  public static MLReader<ImageToImage> read() {
    return new DefaultParamsReader<>();
  }

  public static ImageToImage load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public DoubleParam strength() {
    return ParamSupport.real(
        this,
        "strength",
        "fraction of the way to pure noise, above 0 (hardly changed) to 1 (hardly anything of the source remains)",
        value -> Settings.of(DiffusionOptions.DEFAULT, (double) value));
  }

  public Param<String> label() {
    return ParamSupport.text(
        this,
        "label",
        "class that copies are guided toward, a name or an index in the model's labels; if empty, none");
  }

  public Param<String> fit() {
    return ParamSupport.text(
        this,
        "fit",
        "how images of other sizes are fitted to the network: auto (resized if they do not fit), resize or pad; they keep their size",
        ImageToImage::requireFit);
  }

  public ImageToImage setStrength(double value) {
    return ParamSupport.set(this, strength(), value);
  }

  public double getStrength() {
    return (double) getOrDefault(strength());
  }

  public ImageToImage setLabel(String value) {
    return ParamSupport.set(this, label(), value);
  }

  public String getLabel() {
    return getOrDefault(label());
  }

  public ImageToImage setFit(String value) {
    return ParamSupport.set(this, fit(), value);
  }

  public String getFit() {
    return getOrDefault(fit());
  }

  private static void requireFit(String given) {
    Choice.require(FITS, given, "fit");
  }

  @Override
  CopyMethod copyMethod(StructType given, Layout layout, SparkSession spark) {
    var name = getOrDefault(model());
    var address = ModelAddress.of(name, licensing(), spark);
    address.require(Capability.IMAGE_TO_IMAGE);
    var settings = settings();
    ImageToImageGenerator.check(address.open(), settings);
    GeneratedCopies.Opener generator =
        compute ->
            ImageToImageGenerator.open(address.open(), compute, settings, new LoggedSteps(name));
    return generated(layout, generator, Companions.NONE, CopyLabels.SAME);
  }

  private Settings settings() {
    return new Settings(
        diffusionOptions(),
        (double) getOrDefault(strength()),
        getOrDefault(label()),
        Choice.parse(Fit.class, getOrDefault(fit()), "fit"));
  }

  @Override
  Layout layout(StructType schema) {
    ParamSupport.requireSet(this, model(), "give it the folder of a bundle of task diffuse");
    return Layout.of(this, schema, InvalidRows.errorColumn(this));
  }
}
