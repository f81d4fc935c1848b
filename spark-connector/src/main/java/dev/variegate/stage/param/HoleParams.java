package dev.variegate.stage.param;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The Params that say where the holes of images are: a column of masks, a column of boxes, or,
 * where neither is named, a rectangle drawn for each copy.
 */
public interface HoleParams<S> extends Params {

  default Param<String> holeMaskCol() {
    return ParamSupport.column(
        this,
        "holeMaskCol",
        "column of masks: images of the same size, encoded (binary) or Spark's image struct; everything but black is the hole");
  }

  default IntParam holeMargin() {
    return ParamSupport.whole(
        this,
        "holeMargin",
        "pixels that the holes of masks are grown by at every side, 0 to 200, so that no edge or shadow of what is erased stays",
        value -> HoleOptions.requireMargin((int) value));
  }

  default S setHoleMargin(int value) {
    return ParamSupport.set(this, holeMargin(), value);
  }

  default int getHoleMargin() {
    return (int) getOrDefault(holeMargin());
  }

  default Param<String> holeBoxesCol() {
    return ParamSupport.column(
        this,
        "holeBoxesCol",
        "column of holes as array<array<int>>: [x, y, width, height] each, in pixels from the top left");
  }

  default DoubleArrayParam eraseArea() {
    return ParamSupport.reals(
        this,
        "eraseArea",
        "minimum and maximum area of a drawn hole, fractions of the image above 0 and up to 1",
        HoleOptions::requireArea);
  }

  default DoubleArrayParam eraseAspect() {
    return ParamSupport.reals(
        this,
        "eraseAspect",
        "minimum and maximum aspect ratio of a drawn hole (width divided by height), 0.01 to 100",
        HoleOptions::requireAspect);
  }

  default DoubleParam holeMinVisibility() {
    return ParamSupport.real(
        this,
        "holeMinVisibility",
        "minimum fraction of a box or polygon that must lie outside the hole, 0 to 1; others are dropped, as are keypoints in the hole; 0 keeps all",
        value -> LabelOptions.requireVisibility((double) value));
  }

  default S setHoleMinVisibility(double value) {
    return ParamSupport.set(this, holeMinVisibility(), value);
  }

  default double getHoleMinVisibility() {
    return (double) getOrDefault(holeMinVisibility());
  }

  default S setHoleMaskCol(String value) {
    return ParamSupport.set(this, holeMaskCol(), value);
  }

  default String getHoleMaskCol() {
    return getOrDefault(holeMaskCol());
  }

  default S setHoleBoxesCol(String value) {
    return ParamSupport.set(this, holeBoxesCol(), value);
  }

  default String getHoleBoxesCol() {
    return getOrDefault(holeBoxesCol());
  }

  default S setEraseArea(double low, double high) {
    return ParamSupport.set(this, eraseArea(), new double[] {low, high});
  }

  default double[] getEraseArea() {
    return getOrDefault(eraseArea()).clone();
  }

  default S setEraseAspect(double low, double high) {
    return ParamSupport.set(this, eraseAspect(), new double[] {low, high});
  }

  default double[] getEraseAspect() {
    return getOrDefault(eraseAspect()).clone();
  }
}
