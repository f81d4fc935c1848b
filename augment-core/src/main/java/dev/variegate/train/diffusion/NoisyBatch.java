package dev.variegate.train.diffusion;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.Batch;
import dev.variegate.train.layer.EngineArrays;

/**
 * What a denoiser learns from in one step.
 *
 * @param x noisy images {@code [n, channels, height, width]}, those without noise in -1..1
 * @param time the timestep of each, {@code [n]}
 * @param labels rows of the table of classes {@code [n]}
 * @param target what is to be said of them, shaped as they are
 */
record NoisyBatch(NDArray x, NDArray time, NDArray labels, NDArray target) {

  /** Images, each at a timestep of its own. */
  static NoisyBatch of(Batch batch, Target target, NoiseLevels levels, KnownClasses classes) {
    var random = batch.noise();
    var doubled = batch.images().mul(number(batch.images(), 2));
    var images = doubled.sub(number(doubled, 1));
    var noise = random.normal("noise", images.getShape().getShape());
    float[] time = random.uniform("time", batch.size()).toFloatArray();
    var signal = new float[time.length];
    var sigma = new float[time.length];
    for (int i = 0; i < time.length; i++) {
      int step = levels.step(time[i]);
      time[i] = step;
      signal[i] = levels.signal(step);
      sigma[i] = levels.sigma(step);
    }
    var manager = random.manager();
    var left = column(manager, signal);
    var added = column(manager, sigma);
    return new NoisyBatch(
        images.mul(left).add(noise.mul(added)),
        EngineArrays.array(manager, time, new Shape(time.length)),
        EngineArrays.array(manager, classes.rows(batch.labels().toLongArray(), random)),
        target.of(images, noise, left, added));
  }

  private static NDArray column(NDManager manager, float[] values) {
    return EngineArrays.array(manager, values, new Shape(values.length, 1, 1, 1));
  }
}
