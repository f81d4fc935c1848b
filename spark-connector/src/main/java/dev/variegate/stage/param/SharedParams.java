package dev.variegate.stage.param;

import dev.variegate.codec.ColorProfiles;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The Params that several stages have, as mix-ins for any {@code Transformer}, {@code Estimator} or
 * {@code Model}.
 *
 * <p>A mix-in has no field: each call makes an equal Param of the stage's uid, so that no Param
 * exists before the uid does. It carries the type of its values, as Spark Connect needs. A refused
 * value is refused in words of our own, wherever it is set (setter, ParamMap or saved stage).
 * {@code S} is the stage, for chained setters.
 */
public interface SharedParams {

  /** The column that images are read from. */
  interface HasImageInput<S> extends Params {
    default Param<String> inputCol() {
      return ParamSupport.column(
          this, "inputCol", "column of images: encoded bytes (binary) or Spark's image struct");
    }

    default S setInputCol(String value) {
      return ParamSupport.set(this, inputCol(), value);
    }

    default String getInputCol() {
      return getOrDefault(inputCol());
    }
  }

  /** The column that names rows. */
  interface HasKeyCol<S> extends Params {
    default Param<String> keyCol() {
      return ParamSupport.column(
          this, "keyCol", "column of row keys (string); if unset, the SHA-256 of the image");
    }

    default S setKeyCol(String value) {
      return ParamSupport.set(this, keyCol(), value);
    }

    default String getKeyCol() {
      return getOrDefault(keyCol());
    }
  }

  /** What stages have that make new rows: columns, encoding and seed. */
  interface HasImageOutput<S> extends HasImageInput<S>, HasKeyCol<S> {
    default Param<String> outputCol() {
      return ParamSupport.column(
          this, "outputCol", "output column of images; if unset, the input column");
    }

    default Param<String> lineageCol() {
      return ParamSupport.column(
          this,
          "lineageCol",
          "column with the lineage of each image, how it was made; added, or continued");
    }

    default Param<String> splitCol() {
      return ParamSupport.column(
          this,
          "splitCol",
          "column that marks the split (string): only rows with trainValue are expanded; if unset, all are");
    }

    default Param<String> trainValue() {
      return ParamSupport.text(this, "trainValue", "value of splitCol of the rows to expand");
    }

    default Param<String> encoding() {
      return ParamSupport.text(
          this,
          "encoding",
          "encoding of generated images: same (as the source; png if there is none), png, tiff, jpeg:QUALITY or webp:QUALITY",
          EncodingChoice::parse);
    }

    default LongParam seed() {
      return ParamSupport.large(
          this, "seed", "random seed: the same seed gives the same images with any partitioning");
    }

    default S setOutputCol(String value) {
      return ParamSupport.set(this, outputCol(), value);
    }

    default String getOutputCol() {
      return getOrDefault(outputCol());
    }

    default S setLineageCol(String value) {
      return ParamSupport.set(this, lineageCol(), value);
    }

    default String getLineageCol() {
      return getOrDefault(lineageCol());
    }

    default S setSplitCol(String value) {
      return ParamSupport.set(this, splitCol(), value);
    }

    default String getSplitCol() {
      return getOrDefault(splitCol());
    }

    default S setTrainValue(String value) {
      return ParamSupport.set(this, trainValue(), value);
    }

    default String getTrainValue() {
      return getOrDefault(trainValue());
    }

    default S setEncoding(String value) {
      return ParamSupport.set(this, encoding(), value);
    }

    default String getEncoding() {
      return getOrDefault(encoding());
    }

    default S setSeed(long value) {
      return ParamSupport.set(this, seed(), value);
    }

    default long getSeed() {
      return (long) getOrDefault(seed());
    }
  }

  /** What stages have that decode images: a limit, and what happens to a bad one. */
  interface HasDecoding<S> extends Params {
    default LongParam maxPixels() {
      return ParamSupport.large(
          this,
          "maxPixels",
          "maximum number of pixels of an image; a larger one is refused based on its header, undecoded",
          value -> ParamSupport.requirePositive((long) value, "maxPixels"));
    }

    default Param<String> colorProfile() {
      return ParamSupport.text(
          this,
          "colorProfile",
          "what happens to the color profile (ICC) of a source: keep (generated images carry it), srgb (samples are converted to sRGB, no profile) or drop (no profile)",
          ColorProfiles::parse);
    }

    default Param<String> handleInvalid() {
      return ParamSupport.text(
          this,
          "handleInvalid",
          "what happens to an unusable row: error (the job fails), skip (the row is dropped) or keep (null result, errorCol says why)",
          InvalidRows::parse);
    }

    default Param<String> errorCol() {
      return ParamSupport.column(
          this,
          "errorCol",
          "column with the reason why a result is null; added if handleInvalid is keep");
    }

    default S setMaxPixels(long value) {
      return ParamSupport.set(this, maxPixels(), value);
    }

    default long getMaxPixels() {
      return (long) getOrDefault(maxPixels());
    }

    default S setColorProfile(String value) {
      return ParamSupport.set(this, colorProfile(), value);
    }

    default String getColorProfile() {
      return getOrDefault(colorProfile());
    }

    default S setHandleInvalid(String value) {
      return ParamSupport.set(this, handleInvalid(), value);
    }

    default String getHandleInvalid() {
      return getOrDefault(handleInvalid());
    }

    default S setErrorCol(String value) {
      return ParamSupport.set(this, errorCol(), value);
    }

    default String getErrorCol() {
      return getOrDefault(errorCol());
    }
  }

  /** The column that tells generated images from real ones. */
  interface HasLineageInput<S> extends Params {
    default Param<String> lineageCol() {
      return ParamSupport.column(
          this,
          "lineageCol",
          "column of lineages, which tells generated images from real ones (no lineage, or one of method original)");
    }

    default S setLineageCol(String value) {
      return ParamSupport.set(this, lineageCol(), value);
    }

    default String getLineageCol() {
      return getOrDefault(lineageCol());
    }
  }

  /** The column of classes. */
  interface HasLabelCol<S> extends Params {
    default Param<String> labelCol() {
      return ParamSupport.column(
          this, "labelCol", "column of classes: string, integer, or double with whole values");
    }

    default S setLabelCol(String value) {
      return ParamSupport.set(this, labelCol(), value);
    }

    default String getLabelCol() {
      return getOrDefault(labelCol());
    }
  }

  /** The columns of masks. */
  interface HasMaskCols<S> extends Params {
    default StringArrayParam maskCols() {
      return ParamSupport.texts(
          this,
          "maskCols",
          "columns of masks, any number: images of the same size, encoded (binary) or Spark's image struct; values are never blended, copies are PNG, or TIFF for floats and bands",
          LabelOptions::requireNames);
    }

    default S setMaskCols(String... value) {
      return ParamSupport.set(this, maskCols(), value);
    }

    default String[] getMaskCols() {
      return getOrDefault(maskCols()).clone();
    }
  }
}
