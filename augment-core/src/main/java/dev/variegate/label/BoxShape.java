package dev.variegate.label;

/** What a box may become when its image is turned. */
public enum BoxShape {
  /** The smallest axis-aligned box about what of it is seen. */
  AXIS_ALIGNED,
  /** The smallest box of any angle about it; it is not clipped. */
  ROTATED
}
