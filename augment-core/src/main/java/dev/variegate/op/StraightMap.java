package dev.variegate.op;

import dev.variegate.label.Point;
import dev.variegate.label.PointMap;

/**
 * A matrix on the pixel centres of pictures as a map of points, which start half a pixel before.
 */
record StraightMap(Matrix3 matrix) implements PointMap {

  private static final double HALF = 0.5;

  @Override
  public Point map(Point point) {
    var moved = matrix.map(point.x() - HALF, point.y() - HALF);
    return new Point(moved.x() + HALF, moved.y() + HALF);
  }

  @Override
  public boolean isStraight() {
    return true;
  }

  @Override
  public boolean isMirror() {
    return matrix.determinant() < 0;
  }
}
