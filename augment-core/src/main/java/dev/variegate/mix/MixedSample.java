package dev.variegate.mix;

import dev.variegate.lineage.Sample;
import java.util.List;

/**
 * An image made of several, not encoded yet. Whoever asked for it closes the sample.
 *
 * @param fractions how much of what is seen comes of the image itself and of each partner; 1 in all
 */
public record MixedSample(Sample sample, List<Double> fractions) {

  public MixedSample {
    fractions = List.copyOf(fractions);
  }

  /** The image with the largest part; the earliest of equal ones. */
  public int largest() {
    int largest = 0;
    for (int i = 1; i < fractions.size(); i++) {
      largest = fractions.get(i) > fractions.get(largest) ? i : largest;
    }
    return largest;
  }
}
