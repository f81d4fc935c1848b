package dev.variegate.quality;

import dev.variegate.image.Image;
import java.util.List;
import java.util.Locale;

/**
 * How near enlarged images come to their originals.
 *
 * @param comparison what was compared; part of every figure
 * @param psnr in decibels
 * @param ssim at most 1
 */
public record SuperResolutionScore(Comparison comparison, double psnr, double ssim) {

  /** Of one enlarged image. */
  public static SuperResolutionScore of(Image original, Image enlarged, Comparison comparison) {
    return new SuperResolutionScore(
        comparison,
        Psnr.of(original, enlarged, comparison),
        Ssim.of(original, enlarged, comparison));
  }

  /** The means of several, as tables give them; of at least one, all compared alike. */
  public static SuperResolutionScore mean(List<SuperResolutionScore> scores) {
    var comparisons = scores.stream().map(SuperResolutionScore::comparison).distinct().toList();
    if (comparisons.size() != 1) {
      throw new IllegalArgumentException(
          "Scores are of the comparisons %s but must be of one; compare all images alike"
              .formatted(comparisons));
    }
    return new SuperResolutionScore(
        comparisons.get(0),
        scores.stream().mapToDouble(SuperResolutionScore::psnr).average().orElseThrow(),
        scores.stream().mapToDouble(SuperResolutionScore::ssim).average().orElseThrow());
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f dB, SSIM %.4f", psnr, ssim);
  }
}
