package dev.variegate.generate.upscale;

import dev.variegate.base.KebabCase;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.pixel.Resampling;

/** The size in which an enlarged image is handed over. */
public enum OutputSize {
  /** As large as it was made. */
  FACTOR,
  /**
   * Scaled back to its source's size by cubic convolution without aliasing, so that masks, boxes
   * and keypoints stay true: sharper images of the same geometry.
   */
  SOURCE;

  /** A float image in the asked size; the caller closes it, and the given one. */
  Image of(Image made, Size source) {
    return this == FACTOR ? made.copy() : Resampling.BICUBIC.resample(made, source);
  }

  /** As Params and lineages write it. */
  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
