package dev.variegate.generate.latent;

import dev.variegate.base.KebabCase;
import java.util.List;

/** The path of an interpolation through a latent space, from point to point. */
public enum LatentInterpolation {
  /**
   * Straight lines. Between two points of a normal distribution of many numbers they leave the
   * shell where its points lie: half way |z| is smaller by a factor of about the square root of 2.
   */
  LERP {
    @Override
    LatentCode between(List<LatentCode> points, int from, double part) {
      return line(points.get(from), points.get(from + 1), part);
    }
  },
  /**
   * Arcs of great circles, which stay on the shell (Shoemake, "Animating Rotation with Quaternion
   * Curves", 1985; White, "Sampling Generative Networks", arXiv:1609.04468, section 2.1). Where two
   * points lie in one or in opposite directions, no arc is the shortest, and the line is taken.
   */
  SLERP {
    @Override
    LatentCode between(List<LatentCode> points, int from, double part) {
      var a = points.get(from);
      var b = points.get(from + 1);
      double lengths = a.norm() * b.norm();
      double cosine = lengths == 0 ? 1 : Math.max(-1, Math.min(1, a.dot(b) / lengths));
      double angle = StrictMath.acos(cosine);
      double sine = StrictMath.sin(angle);
      if (sine < MIN_SINE) {
        return line(a, b, part);
      }
      return LatentCode.sum(
          new double[] {
            StrictMath.sin((1 - part) * angle) / sine, StrictMath.sin(part * angle) / sine
          },
          List.of(a, b));
    }
  },
  /**
   * A smooth curve through all points (Catmull and Rom, "A Class of Local Interpolating Splines",
   * 1974; uniform, tension 1/2), prolonged by mirroring at its ends. Between two points it is a
   * line.
   */
  SPLINE {
    @Override
    LatentCode between(List<LatentCode> points, int from, double part) {
      double square = part * part;
      double cube = square * part;
      var weights =
          new double[] {
            (-cube + 2 * square - part) / 2,
            (3 * cube - 5 * square + 2) / 2,
            (-3 * cube + 4 * square + part) / 2,
            (cube - square) / 2
          };
      return LatentCode.sum(
          weights,
          List.of(
              point(points, from - 1),
              points.get(from),
              points.get(from + 1),
              point(points, from + 2)));
    }
  };

  private static final double MIN_SINE = 1e-6;

  /** The place a part of the way from one point to the next. */
  abstract LatentCode between(List<LatentCode> points, int from, double part);

  /**
   * The place on the way.
   *
   * @param points two or more, all of the same sizes
   * @param part of the way, 0 (the first point) to 1 (the last); each piece between two points
   *     counts the same, however long it is
   */
  public LatentCode at(List<LatentCode> points, double part) {
    if (points.size() < 2) {
      throw new IllegalArgumentException(
          "Way through a latent space has %d points but must have 2 or more; add some"
              .formatted(points.size()));
    }
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException(
          "Part of the way is %s but must stay within [0.0, 1.0]; 0 is the first point, 1 the last"
              .formatted(part));
    }
    int pieces = points.size() - 1;
    int from = (int) Math.min(pieces - 1, Math.floor(part * pieces));
    return between(points, from, part * pieces - from);
  }

  /** As Params and lineages write it. */
  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }

  private static LatentCode line(LatentCode a, LatentCode b, double part) {
    return LatentCode.sum(new double[] {1 - part, part}, List.of(a, b));
  }

  /** A point of the way, or what mirrors the last but one at the end. */
  private static LatentCode point(List<LatentCode> points, int index) {
    int end = points.size() - 1;
    if (index >= 0 && index <= end) {
      return points.get(index);
    }
    return index < 0
        ? line(points.get(0), points.get(1), -1)
        : line(points.get(end), points.get(end - 1), -1);
  }
}
