package dev.variegate.stage.param;

import dev.variegate.generate.style.ColorPreservationMode;
import dev.variegate.generate.style.StyleFraming;
import dev.variegate.generate.style.StyleMixing;
import dev.variegate.generate.style.StylePreset;
import dev.variegate.random.Range;
import dev.variegate.recipe.ParameterTree;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/** The Params that say how much of which style an image gets. */
public interface StyleParams<S> extends FramingParams<S> {

  default Param<String> models() {
    return ParamSupport.text(
        this,
        "models",
        "bundles with fixed styles, one of which is drawn for each copy, in place of model: JSON [{\"model\": \"PLACE\", \"weight\": 1}]",
        text -> WeightedPath.parse(text, "model", "models"));
  }

  default Param<String> styles() {
    return ParamSupport.text(
        this,
        "styles",
        "style images, for models with task stylize: an image or a folder on any Hadoop file system, or JSON [{\"path\": \"PLACE\", \"weight\": 1}]; the images of a folder share its weight",
        text -> WeightedPath.parse(text, "path", "styles"));
  }

  default Param<String> stylesCol() {
    return ParamSupport.column(
        this,
        "stylesCol",
        "column of style images, one per row, in place of styles: encoded bytes or Spark's image struct");
  }

  default Param<String> preset() {
    return ParamSupport.text(
        this,
        "preset",
        "amounts for whatever is unset: geirhos (every copy fully), style-augment (half of the copies, strength [0, 1]) or custom (every copy, strength [0.5, 1])",
        StylePreset::parse);
  }

  default Param<String> strength() {
    return ParamSupport.text(
        this,
        "strength",
        "amount of style, 0 to 1, drawn uniformly for each copy: JSON [LOW, HIGH] or a number; if unset, the preset's",
        StyleParams::range);
  }

  default DoubleParam probability() {
    return ParamSupport.real(
        this,
        "probability",
        "fraction of the copies that are painted, 0 to 1; the others are the image itself; if unset, the preset's",
        value -> StylePreset.CUSTOM.mixing().withProbability((double) value));
  }

  default IntParam stylesPerImage() {
    return ParamSupport.whole(
        this,
        "stylesPerImage",
        "number of styles mixed in each copy; more than 1 needs a model with task stylize",
        value -> ParamSupport.requirePositive((int) value, "stylesPerImage"));
  }

  default Param<String> preserveColor() {
    return ParamSupport.text(
        this,
        "preserveColor",
        "whether images keep their colors: none, luminance (hue and saturation of each pixel) or histogram (mean and covariance)",
        ColorPreservationMode::parse);
  }

  default IntParam styleSize() {
    return ParamSupport.whole(
        this,
        "styleSize",
        "side in pixels that the central square of a style image is scaled to, for models with task stylize",
        value -> ParamSupport.requirePositive((int) value, "styleSize"));
  }

  default IntParam longestSide() {
    return ParamSupport.whole(
        this,
        "longestSide",
        "longer side, in pixels, above which an image is painted at a smaller size and scaled up again, for models with task stylize",
        value -> ParamSupport.requirePositive((int) value, "longestSide"));
  }

  default S setModels(String value) {
    return ParamSupport.set(this, models(), value);
  }

  default String getModels() {
    return getOrDefault(models());
  }

  default S setStyles(String value) {
    return ParamSupport.set(this, styles(), value);
  }

  default String getStyles() {
    return getOrDefault(styles());
  }

  default S setStylesCol(String value) {
    return ParamSupport.set(this, stylesCol(), value);
  }

  default String getStylesCol() {
    return getOrDefault(stylesCol());
  }

  default S setPreset(String value) {
    return ParamSupport.set(this, preset(), value);
  }

  default String getPreset() {
    return getOrDefault(preset());
  }

  default S setStrength(String value) {
    return ParamSupport.set(this, strength(), value);
  }

  default String getStrength() {
    return getOrDefault(strength());
  }

  default S setProbability(double value) {
    return ParamSupport.set(this, probability(), value);
  }

  default double getProbability() {
    return (double) getOrDefault(probability());
  }

  default S setStylesPerImage(int value) {
    return ParamSupport.set(this, stylesPerImage(), value);
  }

  default int getStylesPerImage() {
    return (int) getOrDefault(stylesPerImage());
  }

  default S setPreserveColor(String value) {
    return ParamSupport.set(this, preserveColor(), value);
  }

  default String getPreserveColor() {
    return getOrDefault(preserveColor());
  }

  default S setStyleSize(int value) {
    return ParamSupport.set(this, styleSize(), value);
  }

  default int getStyleSize() {
    return (int) getOrDefault(styleSize());
  }

  default S setLongestSide(int value) {
    return ParamSupport.set(this, longestSide(), value);
  }

  default int getLongestSide() {
    return (int) getOrDefault(longestSide());
  }

  /** What the Params say together; what is unset is the preset's. */
  default StyleMixing mixing() {
    var mixing = StylePreset.parse(getOrDefault(preset())).mixing();
    if (isDefined(strength())) {
      mixing = mixing.withStrength(range(getOrDefault(strength())));
    }
    if (isDefined(probability())) {
      mixing = mixing.withProbability((double) getOrDefault(probability()));
    }
    return mixing
        .withStyles((int) getOrDefault(stylesPerImage()))
        .withColors(ColorPreservationMode.parse(getOrDefault(preserveColor())));
  }

  /** Where and at which sizes styles are looked at. */
  default StyleFraming styleFraming() {
    return new StyleFraming(
        framing().fit(), (int) getOrDefault(longestSide()), (int) getOrDefault(styleSize()));
  }

  private static Range range(String text) {
    var range = ParameterTree.range(Json.read(text, "strength"));
    return StylePreset.CUSTOM.mixing().withStrength(range).strength();
  }
}
