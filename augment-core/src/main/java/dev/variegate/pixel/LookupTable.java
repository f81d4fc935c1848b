package dev.variegate.pixel;

import dev.variegate.pixel.kernel.Kernels;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A new level for each of the 256 levels of 8-bit samples.
 *
 * <p>A final class, for arrays break a record's equality.
 */
final class LookupTable {

  private static final int WHITE = 255;

  /** Less than what is left of a level in a spread of whole levels over all. */
  private static final double NEARLY = 0.002;

  /** What floats below 2^22 are rounded by, half to even, when it is added and taken away. */
  private static final float WHOLE = 1.5f * (1 << 23);

  private final byte[] levels;
  private final Line guess;

  /** Sought when it is first asked for; threads that seek it twice find the same. */
  private Optional<Line> line;

  /** A straight line that a table may be, rounded and clamped. */
  record Line(double slope, double offset) {}

  private LookupTable(byte[] levels, Line guess) {
    this.levels = levels;
    this.guess = guess;
  }

  /**
   * @param level of each level, both 0..255
   * @param guess at the line, checked level by level
   */
  static LookupTable of(IntUnaryOperator level, Line guess) {
    var levels = new byte[WHITE + 1];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) level.applyAsInt(i);
    }
    return new LookupTable(levels, guess);
  }

  /** Makes a new matrix; any number of channels, all alike. */
  Mat apply(Mat mat) {
    return Kernels.ofThisJvm().lookUp(mat, levels);
  }

  /** Changes the matrix itself. */
  void change(Mat mat) {
    Kernels.ofThisJvm().lookUpIn(mat, levels);
  }

  /** The straight line that the table is, rounded and clamped, if it is one. */
  Optional<Line> line() {
    var found = line;
    if (found == null) {
      found = Stream.of(guess, spread()).filter(this::isThis).findFirst();
      line = found;
    }
    return found;
  }

  private int level(int of) {
    return Byte.toUnsignedInt(levels[of]);
  }

  /** From the last black level to the first white one, cut down to whole levels. */
  private Line spread() {
    int black = 0;
    while (black < WHITE && level(black + 1) == 0) {
      black++;
    }
    int white = black + 1;
    while (white < WHITE && level(white) < WHITE) {
      white++;
    }
    double slope = (double) WHITE / (white - black);
    return new Line(slope, NEARLY - 0.5 - black * slope);
  }

  /** The kernels calculate in floats, without fusing what is multiplied and added. */
  private boolean isThis(Line line) {
    float slope = (float) line.slope();
    float offset = (float) line.offset();
    for (int of = 0; of < levels.length; of++) {
      if (level(of) != clamped(of * slope + offset)) {
        return false;
      }
    }
    return true;
  }

  private static int clamped(float value) {
    return (int) (Math.max(0, Math.min(WHITE, value)) + WHOLE - WHOLE);
  }
}
