package dev.variegate.form;

import dev.variegate.label.Point;
import dev.variegate.label.PointMap;
import dev.variegate.label.Polygon;
import dev.variegate.pixel.Homography;
import java.util.List;

/** A matrix on the pixel centers of images as a map of points, which start half a pixel before. */
record HomographyPointMap(Homography matrix) implements PointMap {

  private static final double HALF = 0.5;

  /** Of the weight that the nearest corner of a polygon has: what lies farther off is cut off. */
  private static final double HORIZON = 1e-3;

  @Override
  public Point map(Point point) {
    var moved = matrix.map(point.x() - HALF, point.y() - HALF);
    return new Point(moved.x() + HALF, moved.y() + HALF);
  }

  /** Beyond the horizon the other way round would begin. */
  @Override
  public Polygon polygon(Polygon given) {
    if (matrix.isAffine()) {
      return PointMap.super.polygon(given);
    }
    double nearest = given.points().stream().mapToDouble(this::weight).max().orElse(0);
    double least = Math.max(0, nearest) * HORIZON;
    var ahead = given.within(matrix.wx(), matrix.wy(), weight(new Point(0, 0)) - least);
    return nearest > 0 ? PointMap.super.polygon(ahead) : new Polygon(List.of());
  }

  private double weight(Point point) {
    return matrix.wx() * (point.x() - HALF) + matrix.wy() * (point.y() - HALF) + matrix.w1();
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
