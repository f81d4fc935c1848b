package dev.variegate.generate.schedule;

import java.util.List;

/** How noisy an image is at each timestep that the network was trained on. */
final class NoiseSchedule {

  /** Kept where a schedule ends in pure noise, whose ratio of noise to image is infinite. */
  static final double MIN_KEPT = 0x1p-24;

  private final double[] kept;

  private NoiseSchedule(double[] kept) {
    this.kept = kept;
  }

  /** Of the variance that each training step adds, each above 0 and below 1. */
  static NoiseSchedule of(List<Double> betas) {
    var kept = new double[betas.size()];
    double product = 1;
    for (int t = 0; t < kept.length; t++) {
      product *= 1 - betas.get(t);
      kept[t] = product;
    }
    return new NoiseSchedule(kept);
  }

  /**
   * The same, shifted and scaled so that nothing of the image is left at the last timestep (Lin et
   * al., "Common Diffusion Noise Schedules and Sample Steps are Flawed", 2023, algorithm 1).
   *
   * @param least of the image's variance that is kept all the same: 0, or {@link #MIN_KEPT}
   */
  NoiseSchedule withoutSignalAtTheEnd(double least) {
    double first = Math.sqrt(kept[0]);
    double last = Math.sqrt(kept[kept.length - 1]);
    var rescaled = new double[kept.length];
    for (int t = 0; t < kept.length; t++) {
      double signal = (Math.sqrt(kept[t]) - last) * first / (first - last);
      rescaled[t] = Math.max(signal * signal, least);
    }
    return new NoiseSchedule(rescaled);
  }

  /** The number of timesteps trained on. */
  int size() {
    return kept.length;
  }

  NoiseLevel level(int t) {
    return NoiseLevel.ofKept(kept[t]);
  }

  /** The ratio of noise to image, linear between whole timesteps. */
  double sigma(double t) {
    int below = (int) Math.min(Math.floor(t), kept.length - 1);
    int above = Math.min(below + 1, kept.length - 1);
    double fraction = t - below;
    return (1 - fraction) * level(below).sigma() + fraction * level(above).sigma();
  }

  /** The timestep of a ratio of noise to image, linear in its logarithm and within the range. */
  double time(double sigma) {
    int below = 0;
    while (below < kept.length - 2 && level(below + 1).sigma() <= sigma) {
      below++;
    }
    double low = StrictMath.log(level(below).sigma());
    double high = StrictMath.log(level(Math.min(below + 1, kept.length - 1)).sigma());
    double fraction = high == low ? 0 : (StrictMath.log(sigma) - low) / (high - low);
    return below + Math.max(0, Math.min(1, fraction));
  }
}
