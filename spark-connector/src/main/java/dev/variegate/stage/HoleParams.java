package dev.variegate.stage;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The Params that say where the holes of pictures are: a column of masks, a column of boxes, or,
 * where neither is named, a rectangle drawn for each copy.
 */
public interface HoleParams<S> extends Params {

  default Param<String> maskCol() {
    return Mixing.column(
        this,
        "maskCol",
        "column of masks: pictures of the picture's size, encoded (binary) or Spark's image struct; all but black is hole");
  }

  default Param<String> boxesCol() {
    return Mixing.column(
        this,
        "boxesCol",
        "column of holes as array<array<int>>: [x, y, width, height] of each, in pixels from the top left");
  }

  default DoubleArrayParam eraseArea() {
    return Mixing.reals(
        this,
        "eraseArea",
        "least and largest area of a drawn hole, shares of the picture above 0 and up to 1",
        Holes::requireArea);
  }

  default DoubleArrayParam eraseAspect() {
    return Mixing.reals(
        this,
        "eraseAspect",
        "least and largest width of a drawn hole divided by its height, 0.01 to 100",
        Holes::requireAspect);
  }

  default S setMaskCol(String value) {
    return Mixing.set(this, maskCol(), value);
  }

  default S setBoxesCol(String value) {
    return Mixing.set(this, boxesCol(), value);
  }

  default S setEraseArea(double low, double high) {
    return Mixing.set(this, eraseArea(), new double[] {low, high});
  }

  default S setEraseAspect(double low, double high) {
    return Mixing.set(this, eraseAspect(), new double[] {low, high});
  }
}
