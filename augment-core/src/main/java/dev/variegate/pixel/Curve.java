package dev.variegate.pixel;

import dev.variegate.image.SampleType;
import dev.variegate.pixel.kernel.ColorKernelStep;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The same function on every sample of every color: fractions of full intensity in and out.
 *
 * <p>Integer samples go through a table of 256 or 65536 entries, rounded and clamped after each
 * function, so that merged curves give the very bytes of the curves one after the other. Float
 * samples are neither rounded nor clamped, and NaN stays NaN.
 */
public final class Curve implements PixelMap {

  private static final int WHITE = 255;

  /** What doubles below 2^51 are rounded by, half to even, when it is added and taken away. */
  private static final double WHOLE = 1.5 * (1L << 52);

  private final List<DoubleUnaryOperator> functions;

  /** Made when it is first asked for; threads that make it twice make the same. */
  private LookupTable table;

  /**
   * @param functions done in order
   */
  public Curve(List<DoubleUnaryOperator> functions) {
    this.functions = List.copyOf(functions);
  }

  /** A curve of one function. */
  public static Curve of(DoubleUnaryOperator function) {
    return new Curve(List.of(function));
  }

  @Override
  public Optional<PixelMap> then(PixelMap next) {
    return next instanceof Curve other
        ? Optional.of(
            new Curve(Stream.concat(functions.stream(), other.functions.stream()).toList()))
        : Optional.empty();
  }

  @Override
  public Mat apply(Mat mat, SampleType type) {
    return switch (type) {
      case UINT8 -> table().apply(mat);
      case UINT16 -> mapShorts(mat.clone());
      case FLOAT32 -> mapFloats(mat.clone());
    };
  }

  @Override
  public Mat consume(Mat mat, SampleType type) {
    if (type != SampleType.UINT8) {
      return PixelMap.super.consume(mat, type);
    }
    table().change(mat);
    return mat;
  }

  @Override
  public Optional<ColorKernelStep> kernel() {
    return table().line().map(line -> ColorKernelStep.line(line.slope(), line.offset()));
  }

  /** The table for 8-bit samples. */
  LookupTable table() {
    var made = table;
    if (made == null) {
      made = LookupTable.of(level -> integer(level, WHITE), line());
      table = made;
    }
    return made;
  }

  /** The line through black and white, which a single function may be. */
  private LookupTable.Line line() {
    double black = fraction(0);
    return new LookupTable.Line(fraction(1) - black, black * WHITE);
  }

  private Mat mapShorts(Mat mat) {
    var table = new short[65536];
    for (int i = 0; i < table.length; i++) {
      table[i] = (short) integer(i, 65535);
    }
    ShortBuffer samples = mat.createBuffer();
    for (int i = 0; i < samples.limit(); i++) {
      samples.put(i, table[samples.get(i) & 0xffff]);
    }
    return mat;
  }

  private Mat mapFloats(Mat mat) {
    FloatBuffer samples = mat.createBuffer();
    for (int i = 0; i < samples.limit(); i++) {
      float sample = samples.get(i);
      samples.put(i, Float.isNaN(sample) ? sample : (float) fraction(sample));
    }
    return mat;
  }

  private double fraction(double value) {
    double fraction = value;
    for (var function : functions) {
      fraction = function.applyAsDouble(fraction);
    }
    return fraction;
  }

  private int integer(int sample, int white) {
    int value = sample;
    for (var function : functions) {
      double mapped = function.applyAsDouble((double) value / white) * white;
      value = (int) (Math.max(0, Math.min(white, mapped)) + WHOLE - WHOLE);
    }
    return value;
  }
}
