package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Makes arrays in the engine's own memory. Those that DJL makes of Java's numbers lie in a buffer
 * of Java's: the garbage collector frees it as soon as the array is closed, although a gradient may
 * still have to read it, and its place in memory differs from run to run, with it the kernels
 * chosen and the last bits of their sums.
 *
 * <p>DJL also makes such an array of each number given to its arithmetic, {@code x.mul(2)}, and
 * closes it at once. Whatever a gradient passes through therefore takes its numbers from here.
 */
final class EngineArrays {

  private static final Shape SCALAR = new Shape();

  private EngineArrays() {}

  static NDArray array(NDManager manager, float[] values, Shape shape) {
    try (var borrowed = manager.create(values, shape)) {
      return borrowed.duplicate();
    }
  }

  static NDArray array(NDManager manager, long[] values) {
    try (var borrowed = manager.create(values)) {
      return borrowed.duplicate();
    }
  }

  /** One number to compute with beside {@code other}. */
  static NDArray number(NDArray other, double value) {
    return other.getManager().full(SCALAR, (float) value, DataType.FLOAT32);
  }
}
