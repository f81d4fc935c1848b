package dev.variegate.label;

/** What a box may become when its image is turned. */
public enum BoxShape {
  /** The smallest upright box about what of it is seen. */
  UPRIGHT,
  /** The smallest box of any angle about it; it is not clipped. */
  TURNED
}
