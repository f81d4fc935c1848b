package dev.variegate.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A dense array of floats or of whole numbers with a shape, last axis fastest.
 *
 * <p>Takes over the array it is given and hands it out uncopied: who shares a tensor does not write
 * to it.
 */
public final class Tensor {

  private final ElementType type;
  private final float[] floats;
  private final long[] longs;
  private final List<Long> shape;

  private Tensor(ElementType type, float[] floats, long[] longs, long[] shape) {
    int given = floats.length + longs.length;
    this.type = type;
    this.floats = floats;
    this.longs = longs;
    this.shape = LongStream.of(shape).boxed().toList();
    long needed = LongStream.of(shape).reduce(1, Math::multiplyExact);
    if (given != needed) {
      throw new IllegalArgumentException(
          "Tensor of shape %s is given %d elements but must be %d; correct one of them"
              .formatted(this.shape, given, needed));
    }
  }

  public static Tensor of(float[] values, long... shape) {
    return new Tensor(ElementType.FLOAT32, values, new long[0], shape);
  }

  public static Tensor of(long[] values, long... shape) {
    return new Tensor(ElementType.INT64, new float[0], values, shape);
  }

  public ElementType type() {
    return type;
  }

  public List<Long> shape() {
    return shape;
  }

  /** The elements of a float tensor; none of another. */
  public float[] floats() {
    return floats;
  }

  /** The elements of a tensor of whole numbers; none of another. */
  public long[] longs() {
    return longs;
  }

  /** The elements of one entry of the first axis of a float tensor, copied. */
  public float[] row(int index) {
    int width = floats.length / Math.toIntExact(shape.get(0));
    return Arrays.copyOfRange(floats, index * width, (index + 1) * width);
  }

  @Override
  public String toString() {
    return type + " " + shape;
  }
}
