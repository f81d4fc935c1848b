package dev.variegate.stage.measure;

import dev.variegate.image.Image;
import dev.variegate.quality.Comparison;
import dev.variegate.quality.Psnr;
import dev.variegate.quality.Ssim;

/** How near an image comes to a reference of the same size; higher is nearer. */
public enum ImageSimilarity {
  /** In decibels, infinite for equal images, see {@link Psnr}. */
  PSNR(Psnr::of),
  /** At most 1, see {@link Ssim}. */
  SSIM(Ssim::of);

  private interface Measure {
    double of(Image image, Image reference, Comparison comparison);
  }

  @SuppressWarnings("ImmutableEnumChecker") // a method of another class
  private final Measure measure;

  ImageSimilarity(Measure measure) {
    this.measure = measure;
  }

  /**
   * The similarity of two images, which stay open.
   *
   * @throws IllegalArgumentException if their sizes differ, or they are too small
   */
  public double of(Image image, Image reference, Comparison comparison) {
    return measure.of(image, reference, comparison);
  }
}
