package dev.variegate.generate.schedule;

/**
 * How much of a noisy sample is image and how much noise: {@code x = signal * image + noise * z}, z
 * normal, both 0..1. Their squares are together 1 where noise is taken away, and they themselves
 * where a flow is followed.
 */
record NoiseLevel(double signal, double noise) {

  /** No noise at all. */
  static final NoiseLevel CLEAN = new NoiseLevel(1, 0);

  /** Of the fraction of the image's variance that is left, 0..1; the papers' alpha-bar. */
  static NoiseLevel ofKept(double kept) {
    return new NoiseLevel(Math.sqrt(kept), Math.sqrt(1 - kept));
  }

  /** Of the ratio of noise to image, 0 or more; the papers' sigma. */
  static NoiseLevel ofSigma(double sigma) {
    double signal = 1 / Math.sqrt(sigma * sigma + 1);
    return new NoiseLevel(signal, sigma * signal);
  }

  /** Of a time of flow matching, 0 (the image) to 1 (noise). */
  static NoiseLevel ofFlow(double time) {
    return new NoiseLevel(1 - time, time);
  }

  double kept() {
    return signal * signal;
  }

  double sigma() {
    return noise / signal;
  }
}
