package dev.variegate.op.blur;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Blurs with a disc, like an out-of-focus lens, all channels alike; size kept, mirrored at the
 * edges.
 *
 * <p>Source: Hendrycks and Dietterich, "Benchmarking Neural Network Robustness to Common
 * Corruptions", arXiv:1903.12261, defocus blur; the edge of the disc is smoothed by the fraction of
 * each pixel that it covers.
 *
 * @param radius of the disc in pixels, 1..50
 */
public record Defocus(Range radius) implements Augmentation {

  public Defocus {
    radius.requireWithin(1, 50, "Defocus radius (pixels)");
  }

  /** Two to five pixels. */
  public Defocus() {
    this(Range.of(2, 5));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(radius.draw(random));
  }

  /** Defocus with its radius fixed. */
  public record At(double radius) implements Step {

    /** Places along each side of a pixel at which the disc is asked for. */
    private static final int FINE = 5;

    @Override
    public Form lower(Size size) {
      int reach = (int) Math.ceil(radius);
      return (Neighborhood) image -> Convolution.whole(image, 2 * reach + 1, disc(reach));
    }

    private float[] disc(int reach) {
      int side = 2 * reach + 1;
      var weights = new double[side * side];
      for (int i = 0; i < weights.length; i++) {
        int row = i / side;
        weights[i] = covered(i % side - reach, row - reach);
      }
      return Convolution.normalized(weights);
    }

    /** How many places of a pixel lie in the disc. */
    private int covered(int x, int y) {
      int covered = 0;
      for (int i = 0; i < FINE * FINE; i++) {
        int row = i / FINE;
        double right = x + (i % FINE + 0.5) / FINE - 0.5;
        double below = y + (row + 0.5) / FINE - 0.5;
        covered += right * right + below * below <= radius * radius ? 1 : 0;
      }
      return covered;
    }
  }
}
