package dev.variegate.label;

import dev.variegate.image.Size;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A closed polygon, its last point joined to its first.
 *
 * @param points at least three; empty only for what was clipped away
 */
public record Polygon(List<Point> points) implements Serializable {

  /** Points that each edge gets where a map bends lines. */
  private static final int PARTS = 16;

  public Polygon {
    points = List.copyOf(points);
    if (points.size() == 1 || points.size() == 2) {
      throw new IllegalArgumentException(
          "Polygon has %d points but must have at least 3; give the corners of its polygon"
              .formatted(points.size()));
    }
  }

  /**
   * Polygons along the edges of pixels, one of each part that hangs together by sides; a hole is
   * joined to its part by a line there and back.
   *
   * @param inside the pixels, line by line
   */
  public static List<Polygon> around(BitSet inside, Size image) {
    return new MaskContours(image, inside).trace();
  }

  /** Square pixels, above or equal to 0 whichever way round the points go. */
  public double area() {
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      var one = points.get(i);
      var next = points.get((i + 1) % points.size());
      sum += one.x() * next.y() - next.x() * one.y();
    }
    return Math.abs(sum) / 2;
  }

  /** Where the polygon goes; edges get more points where the map bends lines. */
  public Polygon moved(PointMap map) {
    return map.polygon(map.isStraight() ? this : new Polygon(finer()));
  }

  /** What of it lies where {@code a x + b y + c >= 0}; without points where nothing does. */
  public Polygon within(double a, double b, double c) {
    var left = cut(points, a, b, c);
    return new Polygon(left.size() < 3 ? List.of() : left);
  }

  private List<Point> finer() {
    var finer = new ArrayList<Point>();
    for (int i = 0; i < points.size(); i++) {
      var one = points.get(i);
      var next = points.get((i + 1) % points.size());
      for (int part = 0; part < PARTS; part++) {
        double fraction = (double) part / PARTS;
        finer.add(
            new Point(
                one.x() + fraction * (next.x() - one.x()),
                one.y() + fraction * (next.y() - one.y())));
      }
    }
    return finer;
  }

  /**
   * What of it lies inside an image; without points where nothing does. Source: Sutherland and
   * Hodgman, "Reentrant Polygon Clipping", 1974.
   */
  Polygon clipped(Size image) {
    var left = points;
    left = cut(left, 1, 0, 0);
    left = cut(left, -1, 0, image.width());
    left = cut(left, 0, 1, 0);
    left = cut(left, 0, -1, image.height());
    return new Polygon(left.size() < 3 ? List.of() : left);
  }

  /** Keeps the side where {@code a x + b y + c >= 0}. */
  private static List<Point> cut(List<Point> points, double a, double b, double c) {
    var kept = new ArrayList<Point>();
    for (int i = 0; i < points.size(); i++) {
      var one = points.get(i);
      var next = points.get((i + 1) % points.size());
      double here = a * one.x() + b * one.y() + c;
      double there = a * next.x() + b * next.y() + c;
      if (here >= 0) {
        kept.add(one);
      }
      if (here >= 0 != there >= 0) {
        double fraction = here / (here - there);
        kept.add(
            new Point(
                one.x() + fraction * (next.x() - one.x()),
                one.y() + fraction * (next.y() - one.y())));
      }
    }
    return kept;
  }

  /** Whether a point lies within, by the number of edges to its right. */
  boolean contains(Point point) {
    boolean inside = false;
    for (int i = 0; i < points.size(); i++) {
      var one = points.get(i);
      var next = points.get((i + 1) % points.size());
      if (one.y() > point.y() != next.y() > point.y()) {
        double fraction = (point.y() - one.y()) / (next.y() - one.y());
        inside ^= point.x() < one.x() + fraction * (next.x() - one.x());
      }
    }
    return inside;
  }

  /** Left, top, right and bottom of it. */
  double[] bounds() {
    return new double[] {
      points.stream().mapToDouble(Point::x).min().orElse(0),
      points.stream().mapToDouble(Point::y).min().orElse(0),
      points.stream().mapToDouble(Point::x).max().orElse(0),
      points.stream().mapToDouble(Point::y).max().orElse(0)
    };
  }
}
