package dev.variegate.quality.source;

import dev.variegate.quality.ImageStatistics;

/**
 * How suspicious an image is by itself, each from 0 to 1, higher where it is more suspicious.
 * Forms: cleanlab's CleanVision, with luma in place of its brightness.
 *
 * @param dark 1 less the luma that 99 of 100 pixels do not exceed
 * @param light luma that a twentieth of the pixels does not exceed
 * @param lowEntropy 1 less an eighth of the bits of entropy of luma
 */
public record SourceScores(double dark, double light, double lowEntropy) {

  public static SourceScores of(ImageStatistics image) {
    return new SourceScores(1 - image.highlight(), image.shadow(), 1 - image.entropy() / 8);
  }
}
