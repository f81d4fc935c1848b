package dev.variegate.benchmarks.modelcard;

import java.util.List;

/**
 * How far the images of one class lie apart, in samples or in a classifier's features. A generator
 * that makes one image over and over has 0; compare with the same of real images.
 */
public final class Diversity {

  private Diversity() {}

  /**
   * Mean Euclidean distance over all pairs.
   *
   * @param vectors at least two, of one length
   */
  public static double meanPairwise(List<float[]> vectors) {
    if (vectors.size() < 2) {
      throw new IllegalArgumentException(
          "Diversity is asked of %d images but must be of 2 or more; give more images"
              .formatted(vectors.size()));
    }
    double sum = 0;
    for (int i = 0; i < vectors.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += Distance.euclidean(vectors.get(i), vectors.get(j));
      }
    }
    return sum / ((double) vectors.size() * (vectors.size() - 1) / 2);
  }
}
