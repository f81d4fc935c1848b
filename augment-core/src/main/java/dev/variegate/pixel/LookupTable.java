package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.bitwise_or;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_TOZERO_INV;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import dev.variegate.pixel.kernel.Kernels;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A new level for each of the 256 levels of 8-bit samples.
 *
 * <p>Looking up is what a table costs most, because it goes sample by sample. A table that is a
 * negative, a negative above a threshold or a clamped straight line is done by arithmetic on many
 * samples at once, with the very same result.
 *
 * <p>A final class, for arrays break a record's equality.
 */
final class LookupTable {

  private static final int WHITE = 255;

  /** Less than what is left of a level in a spread of whole levels over all. */
  private static final double NEARLY = 0.002;

  private final int[] levels;
  private final Line guess;

  /** A straight line that a table may be, rounded and clamped. */
  record Line(double slope, double offset) {}

  private LookupTable(int[] levels, Line guess) {
    this.levels = levels;
    this.guess = guess;
  }

  /**
   * @param level of each level, both 0..255
   * @param guess at the line, checked level by level
   */
  static LookupTable of(IntUnaryOperator level, Line guess) {
    var levels = new int[WHITE + 1];
    Arrays.setAll(levels, level);
    return new LookupTable(levels, guess);
  }

  /** Makes a new matrix; any number of channels, all alike. */
  Mat apply(Mat mat) {
    var fold = fold();
    if (fold.isPresent()) {
      return negated(mat, fold.getAsInt());
    }
    var line = line();
    return line.isPresent() ? changed(mat, line.get()) : lookedUp(mat);
  }

  private static Mat changed(Mat mat, Line line) {
    var result = new Mat();
    mat.convertTo(result, -1, line.slope(), line.offset());
    return result;
  }

  /** The straight line that the table is, rounded and clamped, if it is one. */
  Optional<Line> line() {
    return Stream.of(guess, spread()).filter(this::isThis).findFirst();
  }

  private Mat lookedUp(Mat mat) {
    var entries = new byte[levels.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = (byte) levels[i];
    }
    return Kernels.ofThisJvm().lookUp(mat, entries);
  }

  /** From where on the table is a negative, if below it is not a change at all. */
  private OptionalInt fold() {
    int start = 0;
    while (start < levels.length && levels[start] == start) {
      start++;
    }
    int next = start;
    while (next < levels.length && levels[next] == WHITE - next) {
      next++;
    }
    return next == levels.length && start < next ? OptionalInt.of(start) : OptionalInt.empty();
  }

  private static Mat negated(Mat mat, int start) {
    var result = new Mat();
    bitwise_not(mat, result);
    if (start > 0) {
      try (var kept = new Mat()) {
        threshold(mat, kept, start - 1.0, 0, THRESH_TOZERO_INV);
        threshold(result, result, (double) WHITE - start, 0, THRESH_TOZERO_INV);
        bitwise_or(result, kept, result);
      }
    }
    return result;
  }

  /** From the last black level to the first white one, cut down to whole levels. */
  private Line spread() {
    int black = 0;
    while (black < WHITE && levels[black + 1] == 0) {
      black++;
    }
    int white = black + 1;
    while (white < WHITE && levels[white] < WHITE) {
      white++;
    }
    double slope = (double) WHITE / (white - black);
    return new Line(slope, NEARLY - 0.5 - black * slope);
  }

  /** OpenCV reckons in floats, with one rounding or two as the processor can. */
  private boolean isThis(Line line) {
    float slope = (float) line.slope();
    float offset = (float) line.offset();
    for (int level = 0; level < levels.length; level++) {
      if (levels[level] != clamped(Math.fma(level, slope, offset))
          || levels[level] != clamped(level * slope + offset)) {
        return false;
      }
    }
    return true;
  }

  private static int clamped(float value) {
    return (int) Math.max(0, Math.min(WHITE, Math.rint(value)));
  }
}
