package dev.variegate.generate.schedule;

/** What the network says of a noisy sample {@code x = signal * image + noise * z}. */
enum PredictionType {
  /** The noise z (Ho et al., 2020). */
  EPSILON {
    @Override
    float[] clean(NoiseLevel level, float[] prediction, float[] x) {
      return LinearCombination.sum(
          1 / level.signal(), x, -level.noise() / level.signal(), prediction);
    }

    @Override
    float[] noise(NoiseLevel level, float[] prediction, float[] x) {
      return prediction;
    }
  },
  /** The image. */
  SAMPLE {
    @Override
    float[] clean(NoiseLevel level, float[] prediction, float[] x) {
      return prediction;
    }

    @Override
    float[] noise(NoiseLevel level, float[] prediction, float[] x) {
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
    float[] clean(NoiseLevel level, float[] prediction, float[] x) {
      return LinearCombination.sum(level.signal(), x, -level.noise(), prediction);
    }

    @Override
    float[] noise(NoiseLevel level, float[] prediction, float[] x) {
      return LinearCombination.sum(level.noise(), x, level.signal(), prediction);
    }
  },
  /** The flow {@code z - image} of a sample whose signal and noise are together 1. */
  FLOW_PREDICTION {
    @Override
    float[] clean(NoiseLevel level, float[] prediction, float[] x) {
      return LinearCombination.sum(1, x, -level.noise(), prediction);
    }

    @Override
    float[] noise(NoiseLevel level, float[] prediction, float[] x) {
      return LinearCombination.sum(1, x, level.signal(), prediction);
    }
  };

  /** The image that the prediction implies. */
  abstract float[] clean(NoiseLevel level, float[] prediction, float[] x);

  /** The noise that the prediction implies. */
  abstract float[] noise(NoiseLevel level, float[] prediction, float[] x);
}
