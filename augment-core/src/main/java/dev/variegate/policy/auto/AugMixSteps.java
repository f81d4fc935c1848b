package dev.variegate.policy.auto;

import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.op.color.AutoContrast;
import dev.variegate.op.color.Equalize;
import dev.variegate.op.color.Posterize;
import dev.variegate.op.color.Solarize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;

/** The operations of AugMix at a level; the first four leave pixels in their places. */
final class AugMixSteps {

  private static final double MAX_DEGREES = 30;
  private static final double MAX_SHEAR = 0.3;

  /** Of each side. */
  private static final double MAX_TRANSLATION = 1 / 3.0;

  private static final int MAX_BITS = 4;

  private AugMixSteps() {}

  /**
   * One operation.
   *
   * @param number 0..8
   * @param level 0..1
   * @param sign of its direction, -1 or 1
   */
  static Step of(int number, double level, double sign) {
    return switch (number) {
      case 0 -> new AutoContrast.At();
      case 1 -> new Equalize.At();
      case 2 -> new Posterize.At((int) Math.max(1, MAX_BITS - Math.floor(level * MAX_BITS)));
      case 3 -> new Solarize.At(1 - level);
      case 4 -> moved(Rotate.matrix(sign * level * MAX_DEGREES));
      case 5 -> moved(Homography.affine(1, sign * level * MAX_SHEAR, 0, 0, 1, 0));
      case 6 -> moved(Homography.affine(1, 0, 0, sign * level * MAX_SHEAR, 1, 0));
      case 7 -> new Translated(sign * level * MAX_TRANSLATION, 0);
      default -> new Translated(0, sign * level * MAX_TRANSLATION);
    };
  }

  /** About the middle, bilinear, with black beyond the edge. */
  private static Step moved(Homography matrix) {
    return size -> Geometric.inPlace(size, matrix.aboutCenter(size), black());
  }

  private static SamplingMode black() {
    return new SamplingMode(Interpolation.BILINEAR, Border.CONSTANT, 0);
  }

  /** By fractions of the sides. */
  private record Translated(double x, double y) implements Step {
    @Override
    public Form lower(dev.variegate.image.Size size) {
      var matrix = Homography.shift(Math.rint(x * size.width()), Math.rint(y * size.height()));
      return Geometric.inPlace(size, matrix, black());
    }
  }
}
