package dev.variegate.op;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.LUT;

import dev.variegate.image.SampleType;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The same function on every sample of every colour: shares of full intensity in and out.
 *
 * <p>Integer samples go through a table of 256 or 65536 entries, rounded and clamped after each
 * function, so that merged curves give the very bytes of the curves one after the other. Float
 * samples are neither rounded nor clamped.
 *
 * @param functions done in order
 */
public record Curve(List<DoubleUnaryOperator> functions) implements PixelMap {

  public Curve {
    functions = List.copyOf(functions);
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
      case UINT8 -> lookUp(mat);
      case UINT16 -> mapShorts(mat.clone());
      case FLOAT32 -> mapFloats(mat.clone());
    };
  }

  private Mat lookUp(Mat mat) {
    var result = new Mat();
    var entries = new byte[256];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = (byte) integer(i, 255);
    }
    try (var data = new BytePointer(entries);
        var table = new Mat(1, 256, CV_8U, data)) {
      LUT(mat, table, result);
    }
    return result;
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
      double value = samples.get(i);
      for (var function : functions) {
        value = function.applyAsDouble(value);
      }
      samples.put(i, (float) value);
    }
    return mat;
  }

  int integer(int sample, int white) {
    int value = sample;
    for (var function : functions) {
      double mapped = function.applyAsDouble((double) value / white) * white;
      value = (int) Math.max(0, Math.min(white, Math.rint(mapped)));
    }
    return value;
  }
}
