package dev.variegate.mix;

import dev.variegate.lineage.Sample;
import java.util.List;

/**
 * An image made of several, not encoded yet. Whoever asked for it closes the sample.
 *
 * @param shares how much of what is seen comes of the image itself and of each partner; 1 in all
 */
public record MixedSample(Sample sample, List<Double> shares) {

  public MixedSample {
    shares = List.copyOf(shares);
  }

  /** The image with the largest part; the earliest of equal ones. */
  public int largest() {
    int largest = 0;
    for (int i = 1; i < shares.size(); i++) {
      largest = shares.get(i) > shares.get(largest) ? i : largest;
    }
    return largest;
  }
}
