package dev.variegate.policy.auto;

import dev.variegate.policy.PolicyStep;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.auto.OperationStrengths.Name;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * TrivialAugment (wide): one operation of fourteen at one of 31 strengths, both drawn uniformly.
 *
 * <p>Source: Mueller and Hutter, "TrivialAugment", arXiv:2103.10158; reference: torchvision {@code
 * TrivialAugmentWide}, which moves by up to 32 pixels where this moves by up to 32 of 224 parts.
 */
public final class TrivialAugmentWide {

  private static final OperationStrengths LEVELS =
      new OperationStrengths(0.99, 32 / 224.0, 135, 0.99, 2);
  private static final int BINS = 31;

  private TrivialAugmentWide() {}

  /** TrivialAugment as one policy step. */
  public static PolicyStep step() {
    return new OneOf(
        Arrays.stream(Name.values())
            .filter(name -> name != Name.INVERT)
            .map(name -> new Option(atAnyStrength(name), 1))
            .toList(),
        1);
  }

  private static PolicyStep atAnyStrength(Name name) {
    return switch (name) {
      case AUTO_CONTRAST, EQUALIZE, IDENTITY -> LEVELS.at(name, 0, 1);
      default ->
          new OneOf(
              IntStream.range(0, BINS)
                  .mapToObj(bin -> new Option(LEVELS.at(name, bin / (BINS - 1.0), 1), 1))
                  .toList(),
              1);
    };
  }
}
