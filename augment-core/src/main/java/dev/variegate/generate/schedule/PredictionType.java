package dev.variegate.generate.schedule;

/** What the network says of a noisy sample {@code x = signal * image + noise * z}. */
enum PredictionType {
  /** The noise z (Ho et al., 2020). */
  EPSILON {
    @Override
    double[] clean(NoiseLevel level, double[] prediction, double[] x) {
      return LinearCombination.sum(
          1 / level.signal(), x, -level.noise() / level.signal(), prediction);
    }

    @Override
    double[] noise(NoiseLevel level, double[] prediction, double[] x) {
      return prediction;
    }
  },
  /** The image. */
  SAMPLE {
    @Override
    double[] clean(NoiseLevel level, double[] prediction, double[] x) {
      return prediction;
    }

    @Override
    double[] noise(NoiseLevel level, double[] prediction, double[] x) {
      return LinearCombination.sum(
          1 / level.noise(), x, -level.signal() / level.noise(), prediction);
    }
  },
  /**
   * The velocity {@code signal * z - noise * image} (Salimans and Ho, "Progressive Distillation",
   * 2022, appendix D).
   */
  V_PREDICTION {
    @Override
    double[] clean(NoiseLevel level, double[] prediction, double[] x) {
      return LinearCombination.sum(level.signal(), x, -level.noise(), prediction);
    }

    @Override
    double[] noise(NoiseLevel level, double[] prediction, double[] x) {
      return LinearCombination.sum(level.noise(), x, level.signal(), prediction);
    }
  },
  /** The flow {@code z - image} of a sample whose signal and noise are together 1. */
  FLOW_PREDICTION {
    @Override
    double[] clean(NoiseLevel level, double[] prediction, double[] x) {
      return LinearCombination.sum(1, x, -level.noise(), prediction);
    }

    @Override
    double[] noise(NoiseLevel level, double[] prediction, double[] x) {
      return LinearCombination.sum(1, x, level.signal(), prediction);
    }
  };

  /** The image that the prediction implies. */
  abstract double[] clean(NoiseLevel level, double[] prediction, double[] x);

  /** The noise that the prediction implies. */
  abstract double[] noise(NoiseLevel level, double[] prediction, double[] x);
}
