package dev.variegate.generate.schedule;

import java.util.Arrays;

/**
 * The times of a run of flow matching with the end of its last step.
 *
 * @param sigmas one more than there are steps: 1 is noise, 0 the image
 * @param trained timesteps that the network was trained on, which it counts times in
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FlowSchedule(double[] sigmas, int trained) {

  static FlowSchedule of(SchedulerConfig config, int steps) {
    var sigmas = config.flow().forFlow(config, steps);
    return new FlowSchedule(SigmaSchedule.ending(sigmas, 0), config.trainTimesteps());
  }

  int steps() {
    return sigmas.length - 1;
  }

  double sigma(int step) {
    return sigmas[step];
  }

  double time(int step) {
    return sigmas[step] * trained;
  }

  FlowSchedule tail(int steps) {
    return new FlowSchedule(Arrays.copyOfRange(sigmas, steps() - steps, sigmas.length), trained);
  }
}
