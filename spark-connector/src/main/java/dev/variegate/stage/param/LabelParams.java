package dev.variegate.stage.param;

import dev.variegate.stage.param.SharedParams.HasMaskCols;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The Params of what goes with images: columns of masks and shapes, which are changed in copies as
 * their images are, and the rules for what leaves the image.
 */
public interface LabelParams<S> extends HasMaskCols<S> {

  default Param<String> boxesCol() {
    return ParamSupport.column(
        this,
        "boxesCol",
        "column of boxes as array<struct<label:string,object:int,box:array<double>>>, numbers as boxFormat says");
  }

  default Param<String> polygonsCol() {
    return ParamSupport.column(
        this,
        "polygonsCol",
        "column of polygons as array<struct<label:string,object:int,polygon:array<double>>>: x, y, x, y ... in pixels");
  }

  default Param<String> keypointsCol() {
    return ParamSupport.column(
        this,
        "keypointsCol",
        "column of points as array<struct<label:string,object:int,point:array<double>>>: x, y in pixels");
  }

  default Param<String> boxFormat() {
    return ParamSupport.text(
        this,
        "boxFormat",
        "coordinate format of boxes: corners (left, top, right, bottom in pixels), coco (left, top, width, height in pixels), yolo (center x, center y, width, height as fractions) or normalized (left, top, right, bottom as fractions); a fifth is degrees, clockwise",
        LabelOptions::format);
  }

  default Param<String> boxShape() {
    return ParamSupport.text(
        this,
        "boxShape",
        "shape of output boxes: axis-aligned (four numbers) or rotated (five, with degrees; not clipped)",
        LabelOptions::shape);
  }

  default Param<String> outside() {
    return ParamSupport.text(
        this,
        "outside",
        "shapes that cross the edge: clip (cut off there), drop (dropped unless entirely inside) or keep",
        LabelOptions::outside);
  }

  default DoubleParam minVisibility() {
    return ParamSupport.real(
        this,
        "minVisibility",
        "minimum fraction of a shape's area that must be inside the image and not hidden by a dropout, 0 to 1; shapes with less are dropped",
        value -> LabelOptions.requireVisibility((double) value));
  }

  default DoubleParam minArea() {
    return ParamSupport.real(
        this,
        "minArea",
        "minimum visible area of a shape, in square pixels; smaller ones are dropped",
        value -> LabelOptions.requireArea((double) value));
  }

  default StringArrayParam mirroredLabels() {
    return ParamSupport.texts(
        this,
        "mirroredLabels",
        "labels that are swapped when an image is mirrored, such as left-eye=right-eye; each pair once",
        LabelOptions::mirrored);
  }

  default S setBoxesCol(String value) {
    return ParamSupport.set(this, boxesCol(), value);
  }

  default String getBoxesCol() {
    return getOrDefault(boxesCol());
  }

  default S setPolygonsCol(String value) {
    return ParamSupport.set(this, polygonsCol(), value);
  }

  default String getPolygonsCol() {
    return getOrDefault(polygonsCol());
  }

  default S setKeypointsCol(String value) {
    return ParamSupport.set(this, keypointsCol(), value);
  }

  default String getKeypointsCol() {
    return getOrDefault(keypointsCol());
  }

  default S setBoxFormat(String value) {
    return ParamSupport.set(this, boxFormat(), value);
  }

  default String getBoxFormat() {
    return getOrDefault(boxFormat());
  }

  default S setBoxShape(String value) {
    return ParamSupport.set(this, boxShape(), value);
  }

  default String getBoxShape() {
    return getOrDefault(boxShape());
  }

  default S setOutside(String value) {
    return ParamSupport.set(this, outside(), value);
  }

  default String getOutside() {
    return getOrDefault(outside());
  }

  default S setMinVisibility(double value) {
    return ParamSupport.set(this, minVisibility(), value);
  }

  default double getMinVisibility() {
    return (double) getOrDefault(minVisibility());
  }

  default S setMinArea(double value) {
    return ParamSupport.set(this, minArea(), value);
  }

  default double getMinArea() {
    return (double) getOrDefault(minArea());
  }

  default S setMirroredLabels(String... value) {
    return ParamSupport.set(this, mirroredLabels(), value);
  }

  default String[] getMirroredLabels() {
    return getOrDefault(mirroredLabels()).clone();
  }
}
