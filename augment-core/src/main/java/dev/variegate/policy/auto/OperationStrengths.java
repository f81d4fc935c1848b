package dev.variegate.policy.auto;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.op.Augmentation;
import dev.variegate.op.blur.Sharpness;
import dev.variegate.op.color.AutoContrast;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.color.Contrast;
import dev.variegate.op.color.Equalize;
import dev.variegate.op.color.Invert;
import dev.variegate.op.color.Posterize;
import dev.variegate.op.color.Saturation;
import dev.variegate.op.color.Solarize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.op.geometric.Shear;
import dev.variegate.op.geometric.Translate;
import dev.variegate.policy.PolicyStep;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.PolicyStep.Single;
import dev.variegate.random.Range;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The operations of the automatic policies at a strength from 0 (nothing) to 1 (the most that the
 * policy knows). Geometric ones read the nearest pixel and show black beyond the edge, as the
 * reference does.
 *
 * <p>Source: Cubuk et al., arXiv:1805.09501, table 6; reference: torchvision {@code
 * transforms.autoaugment}.
 *
 * @param shear the most, as a slope
 * @param translate the most, fraction of the side
 * @param degrees the most of a rotation, in degrees
 * @param factor how far brightness, color, contrast and sharpness go from 1
 * @param bits how many bits are left at least
 */
record OperationStrengths(double shear, double translate, double degrees, double factor, int bits) {

  private static final Interpolation NEAREST = Interpolation.NEAREST;
  private static final Border BLACK = Border.CONSTANT;
  private static final int ALL_BITS = 8;

  /** What an operation is called in the papers. */
  enum Name {
    SHEAR_X,
    SHEAR_Y,
    TRANSLATE_X,
    TRANSLATE_Y,
    ROTATE,
    BRIGHTNESS,
    COLOR,
    CONTRAST,
    SHARPNESS,
    POSTERIZE,
    SOLARIZE,
    AUTO_CONTRAST,
    EQUALIZE,
    INVERT,
    IDENTITY
  }

  /** An operation at one strength; where it has two directions, either of them. */
  PolicyStep at(Name name, double strength, double probability) {
    return switch (name) {
      case SHEAR_X -> either(x -> shear(slope(x), 0), strength, probability);
      case SHEAR_Y -> either(y -> shear(0, slope(y)), strength, probability);
      case TRANSLATE_X -> either(x -> translate(x * translate, 0), strength, probability);
      case TRANSLATE_Y -> either(y -> translate(0, y * translate), strength, probability);
      case ROTATE ->
          either(
              x -> new Rotate(Range.fixed(x * degrees), NEAREST, BLACK, 0), strength, probability);
      case BRIGHTNESS -> either(x -> new Brightness(around(x)), strength, probability);
      case COLOR -> either(x -> new Saturation(around(x)), strength, probability);
      case CONTRAST -> either(x -> new Contrast(around(x)), strength, probability);
      case SHARPNESS -> either(x -> new Sharpness(around(x)), strength, probability);
      case POSTERIZE -> new Single(new Posterize(Range.fixed(bits(strength))), probability);
      case SOLARIZE -> new Single(new Solarize(Range.fixed(1 - strength)), probability);
      case AUTO_CONTRAST -> new Single(new AutoContrast(), probability);
      case EQUALIZE -> new Single(new Equalize(), probability);
      case INVERT -> new Single(new Invert(), probability);
      case IDENTITY -> new Single(new Invert(), 0); // never happens
    };
  }

  private static PolicyStep either(
      DoubleFunction<Augmentation> operation, double strength, double probability) {
    return strength == 0
        ? new Single(operation.apply(0), probability)
        : new OneOf(
            List.of(
                new Option(new Single(operation.apply(strength), 1), 1),
                new Option(new Single(operation.apply(-strength), 1), 1)),
            probability);
  }

  private double slope(double strength) {
    return StrictMath.toDegrees(StrictMath.atan(strength * shear));
  }

  private static Augmentation shear(double x, double y) {
    return new Shear(Range.fixed(x), Range.fixed(y), NEAREST, BLACK, 0);
  }

  private static Augmentation translate(double x, double y) {
    return new Translate(Range.fixed(x), Range.fixed(y), BLACK, 0);
  }

  private Range around(double strength) {
    return Range.fixed(1 + strength * factor);
  }

  private double bits(double strength) {
    return ALL_BITS - Math.rint(strength * (ALL_BITS - bits));
  }
}
