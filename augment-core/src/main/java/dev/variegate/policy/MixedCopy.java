package dev.variegate.policy;

import java.util.List;

/**
 * A picture made of several.
 *
 * @param shares how much of what is seen comes of the picture itself and of each partner; 1 in all
 */
public record MixedCopy(Copy copy, List<Double> shares) {

  public MixedCopy {
    shares = List.copyOf(shares);
  }
}
