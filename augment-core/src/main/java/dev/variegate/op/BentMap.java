package dev.variegate.op;

import dev.variegate.image.Size;
import dev.variegate.label.Point;
import dev.variegate.label.PointMap;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A dense map as a map of points. Its offsets tell where a pixel of the result comes from; where a
 * point of the source goes is found by going there again and again, which ends wherever the map
 * does not fold.
 *
 * <p>A final class, for arrays break a record's equality.
 */
final class BentMap implements PointMap {

  private static final int MOST_ROUNDS = 50;
  private static final double NEAR = 1e-4;
  private static final double HALF = 0.5;

  private final Size size;
  private final float[] offsets;

  private BentMap(Size size, float[] offsets) {
    this.size = size;
    this.offsets = offsets;
  }

  static BentMap of(Motion.Dense dense) {
    var size = dense.size();
    var offsets = new float[Math.toIntExact(2 * size.pixels())];
    try (var made = dense.offsets().of(size);
        var data = new FloatPointer(made.data())) {
      data.get(offsets);
    }
    return new BentMap(size, offsets);
  }

  @Override
  public Point map(Point point) {
    double x = point.x();
    double y = point.y();
    for (int i = 0; i < MOST_ROUNDS; i++) {
      double nextX = point.x() - offset(x, y, 0);
      double nextY = point.y() - offset(x, y, 1);
      boolean done = Math.abs(nextX - x) < NEAR && Math.abs(nextY - y) < NEAR;
      x = nextX;
      y = nextY;
      if (done) {
        break;
      }
    }
    return new Point(x, y);
  }

  /** Bilinear between pixel centres, the edge drawn out. */
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
