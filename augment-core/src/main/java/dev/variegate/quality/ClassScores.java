package dev.variegate.quality;

import java.util.List;

/** What a classifier says of one image. */
public final class ClassScores {

  private final List<String> labels;
  private final double[] probabilities;
  private final float[] features;

  /**
   * @param labels of the classes
   * @param probabilities of the classes, 0..1
   * @param features of the image; none where the network gives none
   */
  public ClassScores(List<String> labels, double[] probabilities, float[] features) {
    this.labels = labels;
    this.probabilities = probabilities;
    this.features = features;
  }

  /** The likeliest class; the first of equals. */
  public String label() {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return labels.get(best);
  }

  /** The probability of each class in the order of the bundle's labels, 0..1, together 1. */
  public double[] probabilities() {
    return probabilities.clone();
  }

  /** The vector that describes the image; empty where the network gives none. */
  public float[] features() {
    return features.clone();
  }
}
