package dev.variegate.op;

import dev.variegate.image.Size;
import java.util.random.RandomGenerator;

/**
 * Blurs along a line, as a moving camera does, all channels alike; size kept, mirrored at the
 * edges.
 *
 * @param radius half the length of the line, whole pixels within 1..100
 * @param degrees of the line, counter-clockwise from the horizontal, -180..180
 */
public record MotionBlur(Range radius, Range degrees) implements Augmentation {

  public MotionBlur {
    Radius.require(radius, "Motion-blur");
    degrees.requireWithin(-180, 180, "Motion-blur degrees");
  }

  /** Lines of seven to fifteen, any direction. */
  public MotionBlur() {
    this(Range.of(3, 7), Range.of(-90, 90));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(radius.drawWhole(random), degrees.draw(random));
  }

  /** Motion blur with its line fixed. */
  public record At(int radius, double degrees) implements Step {

    /** Places on the line for each pixel of its length. */
    private static final int FINE = 8;

    @Override
    public Form lower(Size size) {
      return (Neighbourhood) image -> Kernels.whole(image, 2 * radius + 1, line());
    }

    /** Places along the line, each shared among the four pixels about it. */
    private float[] line() {
      int side = 2 * radius + 1;
      var weights = new double[side * side];
      double angle = StrictMath.toRadians(degrees);
      for (int i = -radius * FINE; i <= radius * FINE; i++) {
        double along = (double) i / FINE;
        add(
            weights,
            side,
            radius + along * StrictMath.cos(angle),
            radius - along * StrictMath.sin(angle));
      }
      return Kernels.normalised(weights);
    }

    private static void add(double[] weights, int side, double x, double y) {
      int left = (int) Math.max(0, Math.min(side - 2, Math.floor(x)));
      int top = (int) Math.max(0, Math.min(side - 2, Math.floor(y)));
      double right = x - left;
      double below = y - top;
      weights[top * side + left] += (1 - right) * (1 - below);
      weights[top * side + left + 1] += right * (1 - below);
      weights[(top + 1) * side + left] += (1 - right) * below;
      weights[(top + 1) * side + left + 1] += right * below;
    }
  }
}
