package dev.variegate.label;

/** Where the points of an image go when the image is changed. */
public interface PointMap {

  /** Every point stays. */
  PointMap STAY =
      new PointMap() {
        @Override
        public Point map(Point point) {
          return point;
        }

        @Override
        public boolean isStraight() {
          return true;
        }

        @Override
        public boolean isMirror() {
          return false;
        }
      };

  /** Every point moves by so many pixels. */
  static PointMap shift(double right, double down) {
    return new PointMap() {
      @Override
      public Point map(Point point) {
        return new Point(point.x() + right, point.y() + down);
      }

      @Override
      public boolean isStraight() {
        return true;
      }

      @Override
      public boolean isMirror() {
        return false;
      }
    };
  }

  /** The new place of a point, which may lie beyond the new image. */
  Point map(Point point);

  /**
   * Where a polygon goes by its corners; what has no place after the map, such as behind the
   * horizon of a perspective, is cut off.
   */
  default Polygon polygon(Polygon given) {
    return new Polygon(given.points().stream().map(this::map).toList());
  }

  /** Whether lines stay lines, so that the corners of a polygon are enough. */
  boolean isStraight();

  /** Whether left and right change places. */
  boolean isMirror();

  /** This map after which {@code next} is done. */
  default PointMap then(PointMap next) {
    var first = this;
    return new PointMap() {
      @Override
      public Point map(Point point) {
        return next.map(first.map(point));
      }

      @Override
      public Polygon polygon(Polygon given) {
        return next.polygon(first.polygon(given));
      }

      @Override
      public boolean isStraight() {
        return first.isStraight() && next.isStraight();
      }

      @Override
      public boolean isMirror() {
        return first.isMirror() != next.isMirror();
      }
    };
  }
}
