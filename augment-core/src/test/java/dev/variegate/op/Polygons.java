package dev.variegate.op;

import dev.variegate.label.Point;
import dev.variegate.label.Polygon;

/** What laws ask of polygons, worked out apart from the code under test. */
final class Polygons {

  private Polygons() {}

  /** Whether a ray to the right crosses the polygon an odd number of times. */
  static boolean holds(Polygon polygon, Point point) {
    var points = polygon.points();
    boolean inside = false;
    for (int i = 0; i < points.size(); i++) {
      var a = points.get(i);
      var b = points.get((i + 1) % points.size());
      boolean crosses = a.y() > point.y() != b.y() > point.y();
      if (crosses && point.x() < a.x() + (point.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x())) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** How far a point is from the polygon itself. */
  static double distance(Polygon polygon, Point point) {
    var points = polygon.points();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      least = Math.min(least, distance(points.get(i), points.get((i + 1) % points.size()), point));
    }
    return least;
  }

  private static double distance(Point a, Point b, Point point) {
    double right = b.x() - a.x();
    double down = b.y() - a.y();
    double along = (point.x() - a.x()) * right + (point.y() - a.y()) * down;
    double square = right * right + down * down;
    double fraction = square == 0 ? 0 : Math.max(0, Math.min(1, along / square));
    return Math.hypot(a.x() + fraction * right - point.x(), a.y() + fraction * down - point.y());
  }

  /** Its area over its longest reach. */
  static double thickness(Polygon polygon) {
    double longest = 0;
    for (var a : polygon.points()) {
      for (var b : polygon.points()) {
        longest = Math.max(longest, Math.hypot(a.x() - b.x(), a.y() - b.y()));
      }
    }
    return polygon.area() / longest;
  }

  /** The sharpest of its corners, in degrees. */
  static double sharpest(Polygon polygon) {
    var points = polygon.points();
    int count = points.size();
    double sharpest = 180;
    for (int i = 0; i < count; i++) {
      var a = points.get(i);
      var b = points.get((i + 1) % count);
      var c = points.get((i + 2) % count);
      double in = Math.atan2(a.y() - b.y(), a.x() - b.x());
      double out = Math.atan2(c.y() - b.y(), c.x() - b.x());
      double angle = Math.abs(Math.toDegrees(in - out)) % 360;
      sharpest = Math.min(sharpest, Math.min(angle, 360 - angle));
    }
    return sharpest;
  }
}
