package dev.variegate.quality.distribution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors among which the one nearest to another is looked up, by the Euclidean distance of 32-bit
 * numbers. All are compared, so that the distance is exact.
 *
 * <p>Safe to share between threads.
 */
public final class NearestVectors implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Numbers after which a vector that is too far already is left. */
  private static final int STRIDE = 8;

  private final int width;
  private final float[] values; // [size, width], in ascending order

  /**
   * @param vectors of one width, finite, in any order; equal ones count once
   */
  public NearestVectors(List<float[]> vectors) {
    var distinct = new ArrayList<float[]>();
    vectors.stream()
        .sorted(Arrays::compare)
        .filter(each -> distinct.isEmpty() || !Arrays.equals(last(distinct), each))
        .forEachOrdered(distinct::add);
    this.width = distinct.isEmpty() ? 0 : distinct.get(0).length;
    this.values = new float[Math.multiplyExact(distinct.size(), width)];
    for (int i = 0; i < distinct.size(); i++) {
      System.arraycopy(distinct.get(i), 0, values, i * width, width);
    }
  }

  private static float[] last(List<float[]> vectors) {
    return vectors.get(vectors.size() - 1);
  }

  public int size() {
    return width == 0 ? 0 : values.length / width;
  }

  /** A copy of one, of those in ascending order. */
  public float[] vector(int i) {
    return Arrays.copyOfRange(values, i * width, (i + 1) * width);
  }

  /** The distance to the nearest one, 0 to an equal one; infinite if there is none. */
  public double distance(float[] vector) {
    return nearest(vector, -1);
  }

  /** The distance of one to the nearest other one; infinite if there is none. */
  public double distanceToOther(int i) {
    return nearest(vector(i), i);
  }

  private double nearest(float[] vector, int except) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size(); i++) {
      if (i != except) {
        least = Math.min(least, squared(vector, i * width, least));
      }
    }
    return Math.sqrt(least);
  }

  /** The squared distance, or a part of it that is at least a limit. */
  private double squared(float[] vector, int start, double limit) {
    double sum = 0;
    for (int from = 0; from < width && sum < limit; from += STRIDE) {
      int end = Math.min(width, from + STRIDE);
      for (int k = from; k < end; k++) {
        double difference = (double) vector[k] - values[start + k];
        sum += difference * difference;
      }
    }
    return sum;
  }
}
