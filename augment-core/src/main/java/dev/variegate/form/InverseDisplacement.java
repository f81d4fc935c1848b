package dev.variegate.form;

import dev.variegate.image.OpenCv;
import dev.variegate.image.Size;
import dev.variegate.label.Point;
import dev.variegate.label.PointMap;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A dense map as a map of points. Its offsets say where a pixel of the result comes from; where a
 * point of the source goes is sought from there on by Newton's method, with shorter steps where a
 * whole one would lead away.
 *
 * <p>Where that finds nothing, as where the map folds, the search begins again at the pixel that
 * shows a place next to the point: of several pixels that show it, it is one.
 *
 * <p>A final class, for arrays break a record's equality.
 */
final class InverseDisplacement implements PointMap {

  private static final int MAX_ROUNDS = 50;
  private static final double NEAR = 1e-4;

  /** Pixels; farther off, the search has found nothing. */
  private static final double FAR = 0.25;

  private static final double SHORTEST = 1.0 / 64;
  private static final double HALF = 0.5;

  private final Size size;
  private final float[] offsets;

  private InverseDisplacement(Size size, float[] offsets) {
    this.size = size;
    this.offsets = offsets;
  }

  static InverseDisplacement of(Displacement.Dense dense) {
    OpenCv.load(); // points move without an image too
    var size = dense.size();
    var offsets = new float[Math.toIntExact(2 * size.pixels())];
    try (var made = dense.offsets().of(size);
        var data = new FloatPointer(made.data())) {
      data.get(offsets);
    }
    return new InverseDisplacement(size, offsets);
  }

  @Override
  public Point map(Point point) {
    var found = sought(point, point);
    if (missed(found, point) <= FAR) {
      return found;
    }
    var again = sought(point, nearest(point));
    return missed(again, point) < missed(found, point) ? again : found;
  }

  private Point sought(Point point, Point start) {
    var now = start;
    double miss = missed(now, point);
    for (int i = 0; i < MAX_ROUNDS && miss > NEAR; i++) {
      var next = closer(now, point, miss);
      if (next.equals(now)) {
        break;
      }
      now = next;
      miss = missed(now, point);
    }
    return now;
  }

  /** The step of Newton's method, or as much of it as leads closer; no step if none does. */
  private Point closer(Point now, Point point, double miss) {
    double missX = now.x() + offset(now.x(), now.y(), 0) - point.x();
    double missY = now.y() + offset(now.x(), now.y(), 1) - point.y();
    double xx = 1 + slope(now, 0, 0);
    double xy = slope(now, 1, 0);
    double yx = slope(now, 0, 1);
    double yy = 1 + slope(now, 1, 1);
    double determinant = xx * yy - xy * yx;
    double right = (missX * yy - missY * xy) / determinant;
    double down = (missY * xx - missX * yx) / determinant;
    for (double part = 1; part >= SHORTEST; part /= 2) {
      var next = new Point(now.x() - part * right, now.y() - part * down);
      if (missed(next, point) < miss) { // false too where the map is flat and this no number
        return next;
      }
    }
    return now;
  }

  /** How an offset grows along a direction, 0 being right and 1 down. */
  private double slope(Point at, int direction, int axis) {
    double right = direction == 0 ? HALF : 0;
    double down = direction == 0 ? 0 : HALF;
    return offset(at.x() + right, at.y() + down, axis)
        - offset(at.x() - right, at.y() - down, axis);
  }

  /** How far from a point of the source a place of the result reads. */
  private double missed(Point place, Point point) {
    return Math.hypot(
        place.x() + offset(place.x(), place.y(), 0) - point.x(),
        place.y() + offset(place.x(), place.y(), 1) - point.y());
  }

  private Point nearest(Point point) {
    var nearest = point;
    double least = Double.POSITIVE_INFINITY;
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        double right = x + HALF + at(x, y, 0) - point.x();
        double down = y + HALF + at(x, y, 1) - point.y();
        double square = right * right + down * down;
        if (square < least) {
          least = square;
          nearest = new Point(x + HALF, y + HALF);
        }
      }
    }
    return nearest;
  }

  /** Bilinear between pixel centers, the edge drawn out. */
  private double offset(double x, double y, int axis) {
    double across = Math.max(0, Math.min(size.width() - 1, x - HALF));
    double down = Math.max(0, Math.min(size.height() - 1, y - HALF));
    int left = (int) Math.min(Math.max(0, size.width() - 2), across);
    int top = (int) Math.min(Math.max(0, size.height() - 2), down);
    double right = across - left;
    double below = down - top;
    double upper = (1 - right) * at(left, top, axis) + right * at(left + 1, top, axis);
    double lower = (1 - right) * at(left, top + 1, axis) + right * at(left + 1, top + 1, axis);
    return (1 - below) * upper + below * lower;
  }

  private double at(int x, int y, int axis) {
    int column = Math.min(x, size.width() - 1);
    int row = Math.min(y, size.height() - 1);
    return offsets[2 * (row * size.width() + column) + axis];
  }

  @Override
  public boolean isStraight() {
    return false;
  }

  @Override
  public boolean isMirror() {
    return false;
  }
}
