package dev.variegate.generate.schedule;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which of the trained timesteps are visited, from the noisiest down (Lin et al., "Common Diffusion
 * Noise Schedules and Sample Steps are Flawed", 2023, table 2).
 */
enum TimestepSpacing {
  /** Multiples of the whole part of trained/steps, from 0 up, each raised by the offset. */
  LEADING {
    @Override
    double[] times(int trained, int steps, int offset) {
      int ratio = trained / steps;
      return each(steps, i -> (double) (steps - 1 - i) * ratio + offset);
    }

    @Override
    double[] solverTimes(int trained, int steps, int offset) {
      int ratio = trained / (steps + 1);
      return each(steps, i -> (double) (steps - i) * ratio + offset);
    }
  },
  /** Down from the last timestep in even strides, each rounded. */
  TRAILING {
    @Override
    double[] times(int trained, int steps, int offset) {
      return each(steps, i -> Math.rint(trained - (double) i * trained / steps) - 1);
    }

    @Override
    double[] solverTimes(int trained, int steps, int offset) {
      return times(trained, steps, offset);
    }
  },
  /** Evenly from the last timestep to 0, both included; a single step is the last timestep. */
  LINSPACE {
    @Override
    double[] times(int trained, int steps, int offset) {
      return steps == 1
          ? new double[] {trained - 1}
          : each(steps, i -> (trained - 1.0) * (steps - 1 - i) / (steps - 1));
    }

    @Override
    double[] solverTimes(int trained, int steps, int offset) {
      return each(steps, i -> Math.rint((trained - 1.0) * (steps - i) / steps));
    }
  };

  /** Timesteps, descending; fractions where the spacing is linspace. */
  abstract double[] times(int trained, int steps, int offset);

  /** The timesteps of DPM-Solver, which counts the end of the last step as one more timestep. */
  abstract double[] solverTimes(int trained, int steps, int offset);

  private static double[] each(int steps, IntToDoubleFunction time) {
    return IntStream.range(0, steps).mapToDouble(time).toArray();
  }
}
