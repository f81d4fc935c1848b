package dev.variegate.mix;

import dev.variegate.lineage.EncodedSample;
import java.util.List;

/**
 * An image made of several.
 *
 * @param fractions how much of what is seen comes of the image itself and of each partner; 1 in all
 */
public record MixedCopy(EncodedSample copy, List<Double> fractions) {

  public MixedCopy {
    fractions = List.copyOf(fractions);
  }
}
