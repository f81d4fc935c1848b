package dev.variegate.generate.schedule;

import dev.variegate.random.Seeds;

/** Networks and samples whose results are known. */
final class Toys {

  /** Samples of the toy of diffusers' unit tests: 4 images of 3x8x8. */
  private static final int COUNT = 768;

  /** What the data of {@link #exact} are like: normal with this mean and deviation. */
  static final double MEAN = 0.3;

  static final double DEVIATION = 0.5;

  private Toys() {}

  interface Network {
    double[] predict(double[] scaled, double timestep);
  }

  static double[] sample() {
    var sample = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      sample[i] = (double) i / COUNT;
    }
    return sample;
  }

  static double[] noise() {
    var noise = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      noise[i] = (COUNT - 1.0 - i) / COUNT;
    }
    return noise;
  }

  /** The toy network of diffusers' unit tests. */
  static double[] toy(double[] scaled, double timestep) {
    return LinearCombination.times(timestep / (timestep + 1), scaled);
  }

  /** The best network there can be for normal data, in what the configuration says it predicts. */
  static Network exact(SchedulerConfig config) {
    return (scaled, timestep) -> {
      var level = NoiseLevel.ofSigma(config.noise().sigma(timestep));
      var prediction = new double[scaled.length];
      for (int i = 0; i < scaled.length; i++) {
        double variance = DEVIATION * DEVIATION;
        double total = level.kept() * variance + level.noise() * level.noise();
        double clean =
            MEAN + level.signal() * variance / total * (scaled[i] - level.signal() * MEAN);
        double noise = (scaled[i] - level.signal() * clean) / level.noise();
        prediction[i] =
            switch (config.prediction()) {
              case EPSILON -> noise;
              case SAMPLE -> clean;
              case V_PREDICTION -> level.signal() * noise - level.noise() * clean;
              case FLOW_PREDICTION -> noise - clean;
            };
      }
      return prediction;
    };
  }

  /** The best network for normal data that is trained by flow matching, of 1000 timesteps. */
  static double[] flow(double[] sample, double timestep) {
    double time = timestep / 1000;
    double variance = DEVIATION * DEVIATION;
    double total = (1 - time) * (1 - time) * variance + time * time;
    var prediction = new double[sample.length];
    for (int i = 0; i < sample.length; i++) {
      double from = sample[i] - (1 - time) * MEAN;
      double clean = MEAN + (1 - time) * variance / total * from;
      double noise = time / total * from;
      prediction[i] = (noise - clean);
    }
    return prediction;
  }

  /** The way of a run. */
  static double[] run(Scheduler scheduler, double[] start, Network network) {
    var state = SchedulerState.from(start);
    while (state.evaluation() < scheduler.evaluations()) {
      int i = state.evaluation();
      var scaled = scheduler.scaleInput(state.sample(), i);
      var prediction = network.predict(scaled, scheduler.timestep(i));
      state = scheduler.step(state, prediction, () -> normal(start.length, i + 1));
    }
    return state.sample();
  }

  /** As diffusers' tests of Euler, Heun and LMS run: the scaled sample is what is stepped from. */
  static double[] runFeedingBack(Scheduler scheduler, double[] start) {
    var state = SchedulerState.from(start);
    while (state.evaluation() < scheduler.evaluations()) {
      int i = state.evaluation();
      var scaled = scheduler.scaleInput(state.sample(), i);
      var prediction = toy(scaled, scheduler.timestep(i));
      state = scheduler.step(state.replacing(scaled), prediction, () -> new double[start.length]);
    }
    return state.sample();
  }

  static double[] normal(int count, int place) {
    var random = Seeds.generator(7, "toy", 0, place);
    var noise = new double[count];
    for (int i = 0; i < count; i++) {
      noise[i] = random.nextGaussian();
    }
    return noise;
  }

  static double sumOfMagnitudes(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.abs(value);
    }
    return sum;
  }

  static SchedulerConfig config(String className, String more) {
    return SchedulerConfig.parse(
        "{\"_class_name\": \"%s\"%s}".formatted(className, more.isEmpty() ? "" : ", " + more),
        "scheduler_config.json");
  }
}
