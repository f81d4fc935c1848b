package dev.variegate.op.geometric;

import dev.variegate.form.Form;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import java.util.random.RandomGenerator;

/**
 * Applies one of the eight symmetries of the square, chosen uniformly: four quarter turns, each
 * with or without a mirror. Exact; a quarter turn swaps width and height.
 *
 * <p>Reference: Albumentations {@code D4}.
 */
public record Dihedral() implements Augmentation {

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(random.nextInt(4), random.nextBoolean() ? Mirror.YES : Mirror.NO);
  }

  /** Whether the image is mirrored, left to right, before it is turned. */
  public enum Mirror {
    NO,
    YES
  }

  /** One symmetry: quarter turns counter-clockwise, after the mirror. */
  public record At(int turns, Mirror mirror) implements Step {
    @Override
    public Form lower(Size size) {
      var turn = new Rotate90.At(turns).lower(size);
      return mirror == Mirror.NO
          ? turn
          : new Flip.At(Flip.Axis.HORIZONTAL).lower(size).then(turn).orElseThrow();
    }
  }
}
