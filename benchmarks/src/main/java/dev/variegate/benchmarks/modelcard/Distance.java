package dev.variegate.benchmarks.modelcard;

/** Euclidean distance between vectors of equal length. */
final class Distance {

  private Distance() {}

  static double euclidean(float[] a, float[] b) {
    return Math.sqrt(squared(a, b));
  }

  /** Sums in float by eight lanes, which the compiler turns into vector instructions. */
  static float squared(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "Vectors have %d and %d numbers but must have as many; compare images of one size"
              .formatted(a.length, b.length));
    }
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < a.length; i += 2) {
      float first = a[i] - b[i];
      float second = a[i + 1] - b[i + 1];
      even += first * first;
      odd += second * second;
    }
    float last = i < a.length ? a[i] - b[i] : 0;
    return even + odd + last * last;
  }
}
