package dev.variegate.quality.duplicate;

import static dev.variegate.quality.duplicate.LumaThumbnail.AREA;

import java.util.Arrays;
import java.util.function.Function;

/**
 * How alike two images are where one is laid over the other as well as it can be: their normalized
 * cross-correlation (Lewis, "Fast Normalized Cross-Correlation", 1995) in a band of middle
 * frequencies, which neither brightness nor compression reaches. One of them may be a square part
 * of the other, cut by up to 0.08 of its sides.
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

  private Registration() {}

  /**
   * From 0, unlike, to 1, equal but for brightness and contrast. A flat image is only like an equal
   * one.
   *
   * @param one by {@link LumaThumbnail}
   */
  public static double similarity(byte[] one, byte[] other) {
    if (Arrays.equals(one, other)) {
      return 1;
    }
    var a = LumaThumbnail.plane(one);
    var b = LumaThumbnail.plane(other);
    var bandOfA = band(a);
    var bandOfB = band(b);
    var ofA = normalized(bandOfA);
    var ofB = normalized(bandOfB);
    return ofA == null || ofB == null
        ? 0
        : Math.min(1, Math.max(part(a, bandOfA, ofB), part(b, bandOfB, ofA)));
  }

  private static float[] band(float[] plane) {
    var low = LumaThumbnail.blurred(plane);
    var lower = LumaThumbnail.blurred(LumaThumbnail.blurred(LumaThumbnail.blurred(low)));
    for (int i = 0; i < AREA; i++) {
      low[i] -= lower[i];
    }
    return low;
  }

  /** With the second as a part of the first: the best of a coarse grid, then of finer steps. */
  private static double part(float[] whole, float[] band, float[] part) {
    var quick = new Search(window -> window.of(band), part);
    quick.look(new Window(1, 0, 0));
    for (int i = 0; i <= 2; i++) {
      for (int j = 0; j <= 2; j++) {
        quick.look(new Window(1 - CUT, CUT * i / 2, CUT * j / 2));
      }
    }
    if (quick.value < LIKELY) {
      return Math.max(0, quick.value);
    }
    quick.climb(CUT / 2);
    quick.climb(CUT / 4);
    if (quick.value < LIKELIER) {
      return quick.value;
    }
    // the band of a window is not the window of the band where its edges are
    var best = new Search(window -> band(window.of(whole)), part);
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
        var plane = normalized(planes.apply(window));
        double found = plane == null ? 0 : dot(plane, part);
        if (found > value) {
          value = found;
          place = window;
        }
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
    double mean = 0;
    for (float value : plane) {
      mean += value;
    }
    mean /= AREA;
    double sum = 0;
    for (float value : plane) {
      sum += (value - mean) * (value - mean);
    }
    double length = Math.sqrt(sum);
    if (length < FLAT * Math.sqrt(AREA)) {
      return null;
    }
    var unit = new float[AREA];
    for (int i = 0; i < AREA; i++) {
      unit[i] = (float) ((plane[i] - mean) / length);
    }
    return unit;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < AREA; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
