package dev.variegate.policy.auto;

import dev.variegate.policy.PolicyStep;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.auto.OperationStrengths.Name;
import java.util.Arrays;
import java.util.Locale;

/**
 * AutoAugment: one of 25 pairs of operations, found by search on a data set.
 *
 * <p>Source: Cubuk et al., "AutoAugment", arXiv:1805.09501, tables 7 to 9; the values are those of
 * torchvision {@code AutoAugment}, whose shears are about the corner and not the middle.
 */
public final class AutoAugment {

  /** What strength 1 stands for in AutoAugment and RandAugment. */
  static final OperationStrengths LEVELS = new OperationStrengths(0.3, 150 / 331.0, 30, 0.9, 4);

  private static final double MAX = 9;

  private static final String IMAGENET =
      """
        posterize 0.4 8, rotate 0.6 9
        solarize 0.6 5, auto-contrast 0.6 0
        equalize 0.8 0, equalize 0.6 0
        posterize 0.6 7, posterize 0.6 6
        equalize 0.4 0, solarize 0.2 4
        equalize 0.4 0, rotate 0.8 8
        solarize 0.6 3, equalize 0.6 0
        posterize 0.8 5, equalize 1.0 0
        rotate 0.2 3, solarize 0.6 8
        equalize 0.6 0, posterize 0.4 6
        rotate 0.8 8, color 0.4 0
        rotate 0.4 9, equalize 0.6 0
        equalize 0.0 0, equalize 0.8 0
        invert 0.6 0, equalize 1.0 0
        color 0.6 4, contrast 1.0 8
        rotate 0.8 8, color 1.0 2
        color 0.8 8, solarize 0.8 7
        sharpness 0.4 7, invert 0.6 0
        shear-x 0.6 5, equalize 1.0 0
        color 0.4 0, equalize 0.6 0
        equalize 0.4 0, solarize 0.2 4
        solarize 0.6 5, auto-contrast 0.6 0
        invert 0.6 0, equalize 1.0 0
        color 0.6 4, contrast 1.0 8
        equalize 0.8 0, equalize 0.6 0
      """;

  private static final String CIFAR10 =
      """
        invert 0.1 0, contrast 0.2 6
        rotate 0.7 2, translate-x 0.3 9
        sharpness 0.8 1, sharpness 0.9 3
        shear-y 0.5 8, translate-y 0.7 9
        auto-contrast 0.5 0, equalize 0.9 0
        shear-y 0.2 7, posterize 0.3 7
        color 0.4 3, brightness 0.6 7
        sharpness 0.3 9, brightness 0.7 9
        equalize 0.6 0, equalize 0.5 0
        contrast 0.6 7, sharpness 0.6 5
        color 0.7 7, translate-x 0.5 8
        equalize 0.3 0, auto-contrast 0.4 0
        translate-y 0.4 3, sharpness 0.2 6
        brightness 0.9 6, color 0.2 8
        solarize 0.5 2, invert 0.0 0
        equalize 0.2 0, auto-contrast 0.6 0
        equalize 0.2 0, equalize 0.6 0
        color 0.9 9, equalize 0.6 0
        auto-contrast 0.8 0, solarize 0.2 8
        brightness 0.1 3, color 0.7 0
        solarize 0.4 5, auto-contrast 0.9 0
        translate-y 0.9 9, translate-y 0.7 9
        auto-contrast 0.9 0, solarize 0.8 3
        equalize 0.8 0, invert 0.1 0
        translate-y 0.7 9, auto-contrast 0.9 0
      """;

  private static final String SVHN =
      """
        shear-x 0.9 4, invert 0.2 0
        shear-y 0.9 8, invert 0.7 0
        equalize 0.6 0, solarize 0.6 6
        invert 0.9 0, equalize 0.6 0
        equalize 0.6 0, rotate 0.9 3
        shear-x 0.9 4, auto-contrast 0.8 0
        shear-y 0.9 8, invert 0.4 0
        shear-y 0.9 5, solarize 0.2 6
        invert 0.9 0, auto-contrast 0.8 0
        equalize 0.6 0, rotate 0.9 3
        shear-x 0.9 4, solarize 0.3 3
        shear-y 0.8 8, invert 0.7 0
        equalize 0.9 0, translate-y 0.6 6
        invert 0.9 0, equalize 0.6 0
        contrast 0.3 3, rotate 0.8 4
        invert 0.8 0, translate-y 0.0 2
        shear-y 0.7 6, solarize 0.4 8
        invert 0.6 0, rotate 0.8 4
        shear-y 0.3 7, translate-x 0.9 3
        shear-x 0.1 6, invert 0.6 0
        solarize 0.7 2, translate-y 0.6 7
        shear-y 0.8 4, invert 0.8 0
        shear-x 0.7 9, translate-y 0.8 3
        shear-y 0.8 5, auto-contrast 0.7 0
        shear-x 0.7 2, invert 0.1 0
      """;

  /** The data set on which the pairs were found. */
  public enum Table {
    IMAGENET(AutoAugment.IMAGENET),
    CIFAR10(AutoAugment.CIFAR10),
    SVHN(AutoAugment.SVHN);

    /** A line for each pair; for each of the two its name, its probability and its level 0..9. */
    private final String pairs;

    Table(String pairs) {
      this.pairs = pairs;
    }
  }

  private AutoAugment() {}

  /** The policy found on a data set, as one step. */
  public static PolicyStep of(Table table) {
    return new OneOf(table.pairs.lines().map(pair -> new Option(pair(pair), 1)).toList(), 1);
  }

  private static PolicyStep pair(String line) {
    return new Sequence(
        Arrays.stream(line.strip().split(", ")).map(AutoAugment::operation).toList(), 1);
  }

  private static PolicyStep operation(String words) {
    var parts = words.split(" ", 3);
    var name = Name.valueOf(parts[0].replace('-', '_').toUpperCase(Locale.ROOT));
    return LEVELS.at(name, Double.parseDouble(parts[2]) / MAX, Double.parseDouble(parts[1]));
  }
}
