package dev.variegate.train.layer;

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
public final class EngineArrays {

  private static final Shape SCALAR = new Shape();

  private EngineArrays() {}

  /** Numbers as the engine holds them. */
  public static NDArray array(NDManager manager, float[] values, Shape shape) {
    try (var borrowed = manager.create(values, shape)) {
      return borrowed.duplicate();
    }
  }

  /** Indices {@code [n]}. */
  public static NDArray array(NDManager manager, long[] values) {
    try (var borrowed = manager.create(values)) {
      return borrowed.duplicate();
    }
  }

  /** One number to compute with beside {@code other}. */
  public static NDArray number(NDArray other, double value) {
    return other.getManager().full(SCALAR, (float) value, DataType.FLOAT32);
  }

  /** A copy in Java's memory. */
  public static FloatArray read(NDArray array) {
    return new FloatArray(array.getShape().getShape(), array.toFloatArray());
  }
}
