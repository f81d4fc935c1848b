package dev.variegate.quality.duplicate;

import static dev.variegate.quality.duplicate.LumaThumbnail.AREA;
import static dev.variegate.quality.duplicate.LumaThumbnail.SIDE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How alike two images are where one is laid over the other as well as it can be: their normalized
 * cross-correlation (Lewis, "Fast Normalized Cross-Correlation", 1995) in a band of middle
 * frequencies, which neither brightness nor compression reaches. One of them may be a square part
 * of the other, cut by up to 0.08 of its sides.
 *
 * <p>An instance is one of the images, which others are compared with.
 */
public final class Registration {

  /** Pairs that are less alike on the coarse grid are so at their best as well. */
  private static final double LIKELY = 0.87;

  private static final double LIKELIER = 0.93;

  private static final double SMALLEST = 0.92;
  private static final double CUT = 0.05;
  private static final double SLACK = 1e-9;

  /** Below this deviation, what is left of a plane is noise. */
  static final double FLAT = 0.004;

  private static final float[] ONES = new float[AREA];

  static {
    Arrays.fill(ONES, 1);
  }

  private final byte[] image;
  private final float[] plane;
  private final float[] band;
  private final float[] unit; // the normalized band, null of a flat image
  private final List<Part> parts; // the coarse grid

  /**
   * An image.
   *
   * @param image by {@link LumaThumbnail}
   */
  public Registration(byte[] image) {
    this.image = image;
    this.plane = LumaThumbnail.plane(image);
    this.band = band(plane);
    this.unit = normalized(band);
    this.parts = unit == null ? List.of() : parts(band);
  }

  /**
   * Of two images, as {@link #similarity(byte[])}.
   *
   * @param one by {@link LumaThumbnail}
   */
  public static double similarity(byte[] one, byte[] other) {
    return Arrays.equals(one, other) ? 1 : new Registration(one).similarity(other);
  }

  /**
   * From 0, unlike, to 1, equal but for brightness and contrast. A flat image is only like an equal
   * one.
   *
   * @param other by {@link LumaThumbnail}
   */
  public double similarity(byte[] other) {
    if (Arrays.equals(image, other)) {
      return 1;
    }
    if (unit == null) {
      return 0;
    }
    var that = new Registration(other);
    return that.unit == null ? 0 : Math.min(1, Math.max(best(that), that.best(this)));
  }

  private static float[] band(float[] plane) {
    var low = LumaThumbnail.blurred(plane);
    var lower = LumaThumbnail.blurred(LumaThumbnail.blurred(LumaThumbnail.blurred(low)));
    for (int i = 0; i < AREA; i++) {
      low[i] -= lower[i];
    }
    return low;
  }

  /** A part of the band, and its {@link #length}. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Part(Window window, float[] plane, double length) {}

  private static List<Part> parts(float[] band) {
    var parts = new ArrayList<Part>();
    double scale = 1 - CUT;
    for (int i = 0; i <= 2; i++) {
      var across = LumaThumbnail.across(band, scale, CUT * i / 2);
      for (int j = 0; j <= 2; j++) {
        var plane = LumaThumbnail.down(across, scale, CUT * j / 2);
        parts.add(new Part(new Window(scale, CUT * i / 2, CUT * j / 2), plane, length(plane)));
      }
    }
    return parts;
  }

  /** With the other as a part of this: the best of a coarse grid, then of finer steps. */
  private double best(Registration other) {
    var quick = new Search(window -> window.of(band), other.unit);
    quick.offer(new Window(1, 0, 0), dot(unit, other.unit));
    parts.forEach(
        part -> quick.offer(part.window(), correlation(part.plane(), part.length(), other.unit)));
    if (quick.value < LIKELY) {
      return Math.max(0, quick.value);
    }
    quick.climb(CUT / 2);
    quick.climb(CUT / 4);
    if (quick.value < LIKELIER) {
      return quick.value;
    }
    // the band of a window is not the window of the band where its edges are
    var best = new Search(window -> band(window.of(plane)), other.unit);
    best.look(quick.place);
    best.climb(CUT / 4);
    best.climb(CUT / 8);
    return Math.max(0, best.value);
  }

  /** See {@link LumaThumbnail#window}. */
  private record Window(double scale, double x, double y) {

    boolean isWithin() {
      return scale <= 1
          && scale >= SMALLEST - SLACK
          && x >= 0
          && y >= 0
          && Math.max(x, y) + scale <= 1 + SLACK;
    }

    float[] of(float[] plane) {
      return scale == 1 ? plane : LumaThumbnail.window(plane, scale, x, y);
    }

    /** Moved and, by {@code grown}, larger to the right and down. */
    Window moved(double right, double down, double grown) {
      return new Window(scale + grown, x + right, y + down);
    }
  }

  /** The best window so far. */
  private static final class Search {
    private final Function<Window, float[]> planes;
    private final float[] part;
    private double value = -1;
    private Window place = new Window(1, 0, 0);

    Search(Function<Window, float[]> planes, float[] part) {
      this.planes = planes;
      this.part = part;
    }

    void look(Window window) {
      if (window.isWithin()) {
        var plane = planes.apply(window);
        offer(window, correlation(plane, length(plane), part));
      }
    }

    void offer(Window window, double found) {
      if (found > value) {
        value = found;
        place = window;
      }
    }

    /** Moves each edge by a step as long as that is better. */
    void climb(double step) {
      double before = -2;
      while (value > before) {
        before = value;
        var from = place;
        look(from.moved(step, 0, 0));
        look(from.moved(-step, 0, 0));
        look(from.moved(0, step, 0));
        look(from.moved(0, -step, 0));
        look(from.moved(-step / 2, -step / 2, step));
        for (double right : new double[] {0, step}) {
          for (double down : new double[] {0, step}) {
            look(from.moved(right, down, -step));
          }
        }
      }
    }
  }

  /** Less its mean, of length 1; null where nothing is left. */
  private static float[] normalized(float[] plane) {
    double mean = dot(plane, ONES) / AREA;
    double length = length(plane);
    if (length == 0) {
      return null;
    }
    var unit = new float[AREA];
    for (int i = 0; i < AREA; i++) {
      unit[i] = (float) ((plane[i] - mean) / length);
    }
    return unit;
  }

  /** Of a plane and one that is normalized; 0 where nothing is left of the first. */
  private static double correlation(float[] plane, double length, float[] unit) {
    return length == 0 ? 0 : dot(plane, unit) / length;
  }

  /** That of a plane less its mean, 0 for noise. */
  private static double length(float[] plane) {
    double sum = dot(plane, ONES);
    double length = Math.sqrt(Math.max(0, dot(plane, plane) - sum * sum / AREA));
    return length < FLAT * SIDE ? 0 : length;
  }

  /** By four sums, none of which waits for another. */
  private static double dot(float[] one, float[] other) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int i = 0; i < AREA; i += 4) {
      first += one[i] * other[i];
      second += one[i + 1] * other[i + 1];
      third += one[i + 2] * other[i + 2];
      fourth += one[i + 3] * other[i + 3];
    }
    return first + second + (third + fourth);
  }
}
