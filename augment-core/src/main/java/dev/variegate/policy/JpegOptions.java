package dev.variegate.policy;

import java.io.Serializable;

/**
 * How far a JPEG that copies are made of is decoded. Both are off unless asked for, as they change
 * the samples of copies; the lineage of such a copy says so, and its replay does as it says.
 *
 * @param reducedDecode whether it is decoded at 1/2, 1/4 or 1/8 of its size for a copy whose first
 *     steps shrink it at least as much (see {@link dev.variegate.recipe.Recipe#reducing}): faster,
 *     with slightly different samples
 * @param losslessJpeg whether a copy that is a JPEG too, and whose steps only flip it, turn it by
 *     quarters, crop it at the borders of its blocks and take its colors away, is made of the
 *     coefficients of the file (see {@link dev.variegate.recipe.Recipe#transform}): without another
 *     loss, faster, and at the quality of the source instead of the encoding's
 */
public record JpegOptions(boolean reducedDecode, boolean losslessJpeg) implements Serializable {

  /** Every image is decoded in full. */
  public static final JpegOptions NONE = new JpegOptions(false, false);
}
