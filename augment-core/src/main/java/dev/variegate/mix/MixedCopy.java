package dev.variegate.mix;

import dev.variegate.lineage.EncodedSample;
import java.util.List;

/**
 * A picture made of several.
 *
 * @param shares how much of what is seen comes of the picture itself and of each partner; 1 in all
 */
public record MixedCopy(EncodedSample copy, List<Double> shares) {

  public MixedCopy {
    shares = List.copyOf(shares);
  }
}
