package dev.variegate.stage.measure;

import java.io.Serializable;

/**
 * A sum of similarities in whole steps of a millionth, which is the same in any order. No record,
 * because Kryo cannot set the fields of one.
 */
public final class SimilaritySum implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of no images. */
  public static final SimilaritySum NONE = new SimilaritySum(0, 0, 0);

  private static final double STEPS = 1e6;

  private final long images;
  private final long equal;
  private final long steps;

  private SimilaritySum(long images, long equal, long steps) {
    this.images = images;
    this.equal = equal;
    this.steps = steps;
  }

  /** The same with another image, of which the similarity may be infinite. */
  public SimilaritySum plus(double similarity) {
    return Double.isInfinite(similarity)
        ? new SimilaritySum(images + 1, equal + 1, steps)
        : new SimilaritySum(images + 1, equal, steps + Math.round(similarity * STEPS));
  }

  public SimilaritySum plus(SimilaritySum other) {
    return new SimilaritySum(images + other.images, equal + other.equal, steps + other.steps);
  }

  public long images() {
    return images;
  }

  /** The mean of all images, infinite if one of them is. */
  public double mean() {
    return equal > 0 ? Double.POSITIVE_INFINITY : steps / STEPS / images;
  }
}
