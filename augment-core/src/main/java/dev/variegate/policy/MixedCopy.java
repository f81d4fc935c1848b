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

  /** The picture with the largest part; the earliest of equal ones. */
  public int largest() {
    int largest = 0;
    for (int i = 1; i < shares.size(); i++) {
      largest = shares.get(i) > shares.get(largest) ? i : largest;
    }
    return largest;
  }
}
