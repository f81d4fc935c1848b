package dev.variegate.policy.auto;

import dev.variegate.policy.PolicyStep;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.auto.OperationStrengths.Name;
import java.util.Collections;
import java.util.List;

/**
 * RandAugment: a fixed number of operations, each drawn uniformly from fourteen, all at one
 * magnitude.
 *
 * <p>Source: Cubuk et al., "RandAugment", arXiv:1909.13719; reference: torchvision {@code
 * RandAugment}, whose shears are about the corner and not the middle.
 */
public final class RandAugment {

  private static final double MAX = 30;
  private static final int MAX_OPERATIONS = 20;

  private static final List<Name> NAMES =
      List.of(
          Name.IDENTITY,
          Name.SHEAR_X,
          Name.SHEAR_Y,
          Name.TRANSLATE_X,
          Name.TRANSLATE_Y,
          Name.ROTATE,
          Name.BRIGHTNESS,
          Name.COLOR,
          Name.CONTRAST,
          Name.SHARPNESS,
          Name.POSTERIZE,
          Name.SOLARIZE,
          Name.AUTO_CONTRAST,
          Name.EQUALIZE);

  private RandAugment() {}

  /**
   * RandAugment as one policy step.
   *
   * @param number of operations in a row, 1..20
   * @param magnitude 0..30
   */
  public static PolicyStep of(int number, double magnitude) {
    if (number < 1 || number > MAX_OPERATIONS) {
      throw new IllegalArgumentException(
          "rand-augment number is %d but must stay within [1, %d]; give how many operations follow each other"
              .formatted(number, MAX_OPERATIONS));
    }
    if (!(magnitude >= 0 && magnitude <= MAX)) {
      throw new IllegalArgumentException(
          "rand-augment magnitude is %s but must stay within [0, 30]; 9 is usual"
              .formatted(magnitude));
    }
    var options =
        NAMES.stream()
            .map(name -> new Option(AutoAugment.LEVELS.at(name, magnitude / MAX, 1), 1))
            .toList();
    return new Sequence(Collections.nCopies(number, new OneOf(options, 1)), 1);
  }
}
