package dev.variegate.train.layer;

/**
 * Numbers in Java's memory.
 *
 * @param shape sizes, none for a single number
 * @param values last dimension fastest
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record FloatArray(long[] shape, float[] values) {

  /** A single number. */
  static FloatArray of(float value) {
    return new FloatArray(new long[0], new float[] {value});
  }
}
