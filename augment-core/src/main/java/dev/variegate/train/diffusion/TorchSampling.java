package dev.variegate.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.generate.schedule.SchedulerConfig;
import dev.variegate.generate.schedule.SchedulerState;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.TorchLayers;
import java.util.Arrays;

/** Samples a denoiser while it is trained, by the scheduler of its bundle in few steps. */
record TorchSampling(DenoiserNetwork network, TorchLayers layers, SchedulerConfig trained) {

  private static final int STEPS = 20;

  /**
   * New images {@code [n, channels, height, width]} in 0..1.
   *
   * @param labels rows of the table of classes {@code [n]}
   */
  NDArray images(NDArray labels, KeyedNoise noise) {
    var image = network.levels().shape();
    long count = labels.getShape().get(0);
    var shape = new Shape(count, image.channels(), image.height(), image.width());
    var scheduler = trained.scheduler(STEPS, 0);
    var start = doubles(noise.normal("samples", shape.getShape()).toFloatArray());
    var state = SchedulerState.from(start);
    while (state.evaluation() < scheduler.evaluations()) {
      int i = state.evaluation();
      var scaled = scheduler.scaleInput(state.sample(), i);
      var said = prediction(floats(scaled, 1, 0), shape, scheduler.timestep(i), labels);
      state = scheduler.step(state, doubles(said), () -> new double[start.length]);
    }
    return EngineArrays.array(noise.manager(), floats(state.sample(), 0.5, 0.5), shape);
  }

  private float[] prediction(float[] x, Shape shape, double time, NDArray labels) {
    var times = new float[(int) shape.get(0)];
    Arrays.fill(times, (float) time);
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var manager = labels.getManager();
      var noisy = EngineArrays.array(manager, x, shape);
      var at = EngineArrays.array(manager, times, new Shape(times.length));
      return network.prediction(layers, noisy, at, labels).toFloatArray();
    }
  }

  private static double[] doubles(float[] values) {
    var result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }

  private static float[] floats(double[] values, double factor, double offset) {
    var result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (values[i] * factor + offset);
    }
    return result;
  }
}
