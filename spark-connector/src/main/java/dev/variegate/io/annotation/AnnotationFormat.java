package dev.variegate.io.annotation;

import dev.variegate.base.KebabCase;

/** A format in which the shapes in images are written. */
public enum AnnotationFormat {
  /**
   * {@code images/SPLIT/NAME} and {@code annotations/instances_SPLIT.json}: boxes, polygons,
   * run-length encoded masks and keypoints.
   */
  COCO,
  /**
   * {@code JPEGImages/NAME}, {@code Annotations/NAME.xml} and {@code ImageSets/Main/SPLIT.txt}:
   * axis-aligned boxes in whole pixels.
   */
  VOC,
  /**
   * {@code images/SPLIT/NAME}, {@code labels/SPLIT/NAME.txt} and {@code data.yaml}: axis-aligned
   * boxes.
   */
  YOLO,
  /** As {@link #YOLO}, with polygons: the corners of its box where an instance has none. */
  YOLO_SEGMENTATION,
  /** As {@link #YOLO}, with the four corners of boxes, which may be rotated. */
  YOLO_OBB,
  /** As {@link #YOLO}, with keypoints behind each box. */
  YOLO_POSE;

  /** Word in job files: {@code yolo-segmentation}. */
  public String word() {
    return KebabCase.kebab(this);
  }

  boolean isYolo() {
    return this != COCO && this != VOC;
  }
}
