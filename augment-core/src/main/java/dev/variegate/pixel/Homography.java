package dev.variegate.pixel;

import dev.variegate.image.Size;

/**
 * A projective map of the image plane, row by row, from source to destination.
 *
 * <p>Coordinates are OpenCV's: the center of the first pixel is (0, 0), x grows to the right and y
 * downwards.
 */
public record Homography(
    double xx,
    double xy,
    double x1,
    double yx,
    double yy,
    double y1,
    double wx,
    double wy,
    double w1) {

  private static final double EPSILON = 1e-9;

  /** Leaves every point where it is. */
  public static final Homography IDENTITY = affine(1, 0, 0, 0, 1, 0);

  /** A place in the plane, in pixels. */
  public record Point(double x, double y) {}

  /** {@code (x, y) -> (xx x + xy y + x1, yx x + yy y + y1)}. */
  public static Homography affine(
      double xx, double xy, double x1, double yx, double yy, double y1) {
    return new Homography(xx, xy, x1, yx, yy, y1, 0, 0, 1);
  }

  /** Moves by whole or broken pixels. */
  public static Homography shift(double right, double down) {
    return affine(1, 0, right, 0, 1, down);
  }

  /**
   * The map of the unit square's corners (0, 0), (1, 0), (1, 1) and (0, 1) to four points that form
   * a convex quadrangle. Source: Heckbert, "Fundamentals of Texture Mapping and Image Warping",
   * 1989, section 2.2.3.
   */
  public static Homography ofUnitSquare(
      double x0, double y0, double x1, double y1, double x2, double y2, double x3, double y3) {
    double rightX = x1 - x2;
    double rightY = y1 - y2;
    double leftX = x3 - x2;
    double leftY = y3 - y2;
    double sumX = x0 - x1 + x2 - x3;
    double sumY = y0 - y1 + y2 - y3;
    double determinant = rightX * leftY - leftX * rightY;
    double g = (sumX * leftY - leftX * sumY) / determinant;
    double h = (rightX * sumY - sumX * rightY) / determinant;
    return new Homography(
        x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1);
  }

  /** This map after which {@code next} is done. */
  public Homography then(Homography next) {
    return new Homography(
        next.xx * xx + next.xy * yx + next.x1 * wx,
        next.xx * xy + next.xy * yy + next.x1 * wy,
        next.xx * x1 + next.xy * y1 + next.x1 * w1,
        next.yx * xx + next.yy * yx + next.y1 * wx,
        next.yx * xy + next.yy * yy + next.y1 * wy,
        next.yx * x1 + next.yy * y1 + next.y1 * w1,
        next.wx * xx + next.wy * yx + next.w1 * wx,
        next.wx * xy + next.wy * yy + next.w1 * wy,
        next.wx * x1 + next.wy * y1 + next.w1 * w1);
  }

  /** This map with the middle of an image of the given size as its origin. */
  public Homography aboutCenter(Size size) {
    double x = (size.width() - 1) / 2.0;
    double y = (size.height() - 1) / 2.0;
    return shift(-x, -y).then(this).then(shift(x, y));
  }

  /** The way back; the map must not be flat. */
  public Homography inverse() {
    double a = yy * w1 - y1 * wy;
    double b = y1 * wx - yx * w1;
    double c = yx * wy - yy * wx;
    double determinant = determinant();
    return new Homography(
        a / determinant,
        (x1 * wy - xy * w1) / determinant,
        (xy * y1 - x1 * yy) / determinant,
        b / determinant,
        (xx * w1 - x1 * wx) / determinant,
        (x1 * yx - xx * y1) / determinant,
        c / determinant,
        (xy * wx - xx * wy) / determinant,
        (xx * yy - xy * yx) / determinant);
  }

  /** How areas grow; below 0 where left and right change places. */
  public double determinant() {
    return xx * (yy * w1 - y1 * wy) + xy * (y1 * wx - yx * w1) + x1 * (yx * wy - yy * wx);
  }

  /** How many times as long the map makes a line at least, of an affine map. */
  public double leastStretch() {
    double squares = xx * xx + xy * xy + yx * yx + yy * yy;
    double area = Math.abs(xx * yy - xy * yx);
    double apart = Math.max(0, squares - 2 * area); // 0 for a turn and one scale, but for rounding
    double most = (squares + Math.sqrt(apart * (squares + 2 * area))) / 2;
    return area / Math.sqrt(most);
  }

  /** Where a point goes. */
  public Point map(double x, double y) {
    double w = wx * x + wy * y + w1;
    return new Point((xx * x + xy * y + x1) / w, (yx * x + yy * y + y1) / w);
  }

  /** Its nine numbers, row by row. */
  public double[] rows() {
    return new double[] {xx, xy, x1, yx, yy, y1, wx, wy, w1};
  }

  /** Whether parallel lines stay parallel. */
  public boolean isAffine() {
    return nil(wx) && nil(wy) && nil(w1 - 1);
  }

  /** Whether both axes keep their direction or its opposite. */
  public boolean isStraight() {
    return isAffine() && nil(xy) && nil(yx);
  }

  /** Whether the axes change places. */
  public boolean isTurned() {
    return isAffine() && nil(xx) && nil(yy);
  }

  private static boolean nil(double value) {
    return Math.abs(value) < EPSILON;
  }
}
