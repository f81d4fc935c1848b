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
  static final int MIX = 3;
  static final int LOG = 4;
  static final int EXP = 5;
  static final int BLEND = 6;

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

  /** As {@link #matrix}, neither rounded nor clamped. */
  public static ColorKernelStep mix(double... rows) {
    return new ColorKernelStep(MIX, rows);
  }

  /** The natural logarithm of every number, or of {@code least} where it is below that. */
  public static ColorKernelStep log(double least) {
    return new ColorKernelStep(LOG, least);
  }

  /** The power of e of every number, or of {@code most} where it is above that. */
  public static ColorKernelStep exp(double most) {
    return new ColorKernelStep(EXP, most);
  }

  /** Every number plus the source's level times {@code weight}. */
  public static ColorKernelStep blend(double weight) {
    return new ColorKernelStep(BLEND, weight);
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
