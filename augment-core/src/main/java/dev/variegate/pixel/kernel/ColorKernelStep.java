package dev.variegate.pixel.kernel;

/**
 * One part of a program of {@link Kernels#colors}: what is done and its numbers, levels 0..255.
 *
 * <p>A final class, for arrays break a record's equality.
 */
public final class ColorKernelStep {

  /** As {@code enum part} in kernels.h. */
  static final int LINE = 0;

  static final int MATRIX = 1;
  static final int HUE = 2;

  private final float[] numbers;

  private ColorKernelStep(int code, double... numbers) {
    this.numbers = new float[numbers.length + 1];
    this.numbers[0] = code;
    for (int i = 0; i < numbers.length; i++) {
      this.numbers[i + 1] = (float) numbers[i];
    }
  }

  /** {@code slope * level + offset} on every sample. */
  public static ColorKernelStep line(double slope, double offset) {
    return new ColorKernelStep(LINE, slope, offset);
  }

  /** Three rows of four numbers, the offset last in each. */
  public static ColorKernelStep matrix(double... rows) {
    return new ColorKernelStep(MATRIX, rows);
  }

  /** Turns HSV's hue by a fraction of a full turn. */
  public static ColorKernelStep hue(double turns) {
    return new ColorKernelStep(HUE, 6 * (turns - Math.floor(turns)));
  }

  /** Parts one after the other, as the kernels read them. */
  static float[] program(Iterable<ColorKernelStep> parts) {
    int length = 0;
    for (var part : parts) {
      length += part.numbers.length;
    }
    var program = new float[length];
    int at = 0;
    for (var part : parts) {
      System.arraycopy(part.numbers, 0, program, at, part.numbers.length);
      at += part.numbers.length;
    }
    return program;
  }
}
