package dev.variegate.op.geometric;

import dev.variegate.form.AxisAlignedTransform;
import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Rotates the image by quarter turns; odd numbers of them swap width and height; exact.
 *
 * <p>Reference: {@code numpy.rot90}.
 *
 * @param quarterTurns counter-clockwise, a whole number drawn uniformly, 0..3
 */
public record Rotate90(Range quarterTurns) implements Augmentation {

  public Rotate90 {
    quarterTurns.requireWithin(0, 3, "Rotate90 quarter turns");
    quarterTurns.requireWhole("Rotate90 quarter turns");
  }

  /** Any of the four, the one that changes nothing included. */
  public Rotate90() {
    this(Range.of(0, 3));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(quarterTurns.drawWhole(random));
  }

  /** Rotate90 with its turns fixed. */
  public record At(int quarterTurns) implements Step {
    @Override
    public Form lower(Size size) {
      int right = size.width() - 1;
      int bottom = size.height() - 1;
      var matrix =
          switch (Math.floorMod(quarterTurns, 4)) {
            case 0 -> Homography.IDENTITY;
            case 1 -> Homography.affine(0, 1, 0, -1, 0, right);
            case 2 -> Homography.affine(-1, 0, right, 0, -1, bottom);
            default -> Homography.affine(0, -1, bottom, 1, 0, 0);
          };
      var output = quarterTurns % 2 == 0 ? size : AxisAlignedTransform.swapped(size);
      return new Geometric(size, matrix, output, SamplingMode.NONE);
    }
  }
}
