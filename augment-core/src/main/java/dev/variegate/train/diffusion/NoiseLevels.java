package dev.variegate.train.diffusion;

import dev.variegate.generate.schedule.SchedulerConfig;

/** How noisy images are at each timestep, as {@code scheduler_config.json} says. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record NoiseLevels(double[] kept) {

  static NoiseLevels of(SchedulerConfig config) {
    var kept = new double[config.trainTimesteps()];
    for (int t = 0; t < kept.length; t++) {
      kept[t] = config.kept(t);
    }
    return new NoiseLevels(kept);
  }

  /** The timestep at a part of the way from image to noise, 0 to below 1. */
  int step(float part) {
    return Math.min((int) (part * kept.length), kept.length - 1);
  }

  /** The factor of the image. */
  float signal(int timestep) {
    return (float) Math.sqrt(kept[timestep]);
  }

  /** The factor of the noise. */
  float sigma(int timestep) {
    return (float) Math.sqrt(1 - kept[timestep]);
  }
}
