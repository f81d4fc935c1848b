package dev.variegate.label;

import dev.variegate.image.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which pixels of an image belong to an object, as run-length encoding (RLE): the numbers of pixels
 * outside and inside by turns, column by column from the top left corner, outside first.
 *
 * <p>Source: the RLE of COCO's API (pycocotools, {@code maskApi}).
 */
public final class RunLengthMask {

  /** Pixels of the largest mask that is read. */
  public static final long MAX_PIXELS = 1L << 28;

  private final Size size;
  private final int[] counts;

  private RunLengthMask(Size size, int... counts) {
    this.size = size;
    this.counts = counts;
  }

  /**
   * A mask from its runs; pixels behind the last run are outside.
   *
   * @throws IllegalArgumentException if they are more than an image of this size has
   */
  public static RunLengthMask of(long height, long width, long... counts) {
    if (height < 1 || width < 1 || height > MAX_PIXELS / width) {
      throw new IllegalArgumentException(
          "mask is %d high and %d wide but both must be at least 1, with at most %d pixels"
              .formatted(height, width, MAX_PIXELS));
    }
    long sum = 0;
    for (long count : counts) {
      if (count < 0 || count > height * width - sum) {
        throw new IllegalArgumentException(
            "mask has the run %d behind %d pixels but must stay within %dx%d = %d pixels"
                .formatted(count, sum, width, height, height * width));
      }
      sum += count;
    }
    var runs = new Runs();
    long at = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i % 2 == 1) {
        runs.add(at, at + counts[i]);
      }
      at += counts[i];
    }
    var size = new Size((int) width, (int) height);
    return new RunLengthMask(size, runs.filled(size.pixels()));
  }

  /** A mask from the text that COCO's API writes: 6 bits a character, runs as differences. */
  public static RunLengthMask ofText(long height, long width, String text) {
    var counts = new long[text.length()];
    int found = 0;
    for (int at = 0; at < text.length(); found++) {
      long value = 0;
      int bits = 0;
      int six;
      do {
        six = at < text.length() ? text.charAt(at) - 48 : -1;
        if (six < 0 || six > 63 || bits > 35) {
          throw new IllegalArgumentException(
              "mask has a text of runs with \"%s\" at %d but must be one of COCO's API"
                  .formatted(at < text.length() ? text.charAt(at) : "", at));
        }
        value |= (six & 0x1fL) << bits;
        bits += 5;
        at++;
      } while ((six & 0x20) != 0);
      if ((six & 0x10) != 0) {
        value |= -1L << bits;
      }
      counts[found] = value + (found > 2 ? counts[found - 2] : 0);
    }
    return of(height, width, Arrays.copyOf(counts, found));
  }

  /** The pixels whose centers lie within an odd number of polygons. */
  public static RunLengthMask of(List<Polygon> polygons, Size size) {
    var columns = new double[size.width()][];
    var found = new int[size.width()];
    for (var polygon : polygons) {
      var points = polygon.points();
      for (int i = 0; i < points.size(); i++) {
        cross(points.get(i), points.get((i + 1) % points.size()), columns, found);
      }
    }
    var runs = new Runs();
    for (int x = 0; x < size.width(); x++) {
      long top = (long) x * size.height();
      Arrays.sort(columns[x] == null ? new double[0] : columns[x], 0, found[x]);
      for (int i = 0; i + 1 < found[x]; i += 2) {
        runs.add(
            top + row(columns[x][i], size.height()), top + row(columns[x][i + 1], size.height()));
      }
    }
    return new RunLengthMask(size, runs.filled(size.pixels()));
  }

  /** Notes where an edge crosses the middle lines of columns. */
  private static void cross(Point one, Point other, double[][] columns, int[] found) {
    var left =
        one.x() <= other.x() ? one : other; // one order, so that an edge there and back cancels
    var right = one.x() <= other.x() ? other : one;
    int first = (int) Math.max(0, Math.ceil(left.x() - 0.5));
    for (int x = first; x < columns.length && x + 0.5 < right.x(); x++) {
      double fraction = (x + 0.5 - left.x()) / (right.x() - left.x());
      var column = columns[x] == null ? new double[4] : columns[x];
      columns[x] = found[x] < column.length ? column : Arrays.copyOf(column, 2 * column.length);
      columns[x][found[x]] = left.y() + fraction * (right.y() - left.y());
      found[x]++;
    }
  }

  /** The first pixel of a column whose center is not above {@code y}. */
  private static int row(double y, int height) {
    return (int) Math.max(0, Math.min(height, Math.ceil(y - 0.5)));
  }

  public Size size() {
    return size;
  }

  /** The runs, outside first; not to be written to. */
  public int[] counts() {
    return counts;
  }

  /** Number of pixels inside. */
  public long pixels() {
    long sum = 0;
    for (int i = 1; i < counts.length; i += 2) {
      sum += counts[i];
    }
    return sum;
  }

  /**
   * Polygons along the edges of the pixels, one of each part that hangs together; a hole is joined
   * to its part by a line there and back. {@link #of(List, Size)} makes the same mask of them.
   */
  public List<Polygon> polygons() {
    var inside = new BitSet(size.width() * size.height());
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int n = 0; n < counts[i] && i % 2 == 1; n++) {
        int pixel = at + n;
        inside.set(pixel % size.height() * size.width() + pixel / size.height());
      }
      at += counts[i];
    }
    return Polygon.around(inside, size);
  }

  /** Collects runs in their order. */
  private static final class Runs {
    private final List<Integer> counts = new ArrayList<>();
    private long end;

    void add(long from, long to) {
      if (from >= to) {
        return;
      }
      if (from == end && !counts.isEmpty()) {
        int last = counts.size() - 1;
        counts.set(last, counts.get(last) + (int) (to - from));
      } else {
        counts.add((int) (from - end));
        counts.add((int) (to - from));
      }
      end = to;
    }

    int[] filled(long pixels) {
      if (end < pixels) {
        counts.add((int) (pixels - end));
      }
      return counts.stream().mapToInt(n -> n).toArray();
    }
  }
}
