package dev.variegate.generate;

/** What a method does to masks, boxes, polygons and keypoints of the images that it changes. */
public enum LabelEffect {
  /** They stay: what they mark is where it was. */
  KEPT,
  /** They are scaled as the image is. */
  SCALED,
  /** They no longer fit the image. */
  LOST
}
