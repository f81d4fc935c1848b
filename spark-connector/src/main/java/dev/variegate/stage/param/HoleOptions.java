package dev.variegate.stage.param;

import dev.variegate.pixel.RandomHole;
import dev.variegate.random.Range;

/** The values of {@link HoleParams}: their defaults, their checks and what they mean. */
public final class HoleOptions {

  private static final int MAX_MARGIN = 200;

  private HoleOptions() {}

  /** The ranges of Zhong et al., "Random Erasing Data Augmentation". */
  static void defaults(HoleParams<?> stage) {
    var usual = new RandomHole();
    stage.setDefault(stage.holeMinVisibility(), 0.0);
    stage.setDefault(stage.holeMargin(), 0);
    stage.setDefault(stage.eraseArea(), ends(usual.area()));
    stage.setDefault(stage.eraseAspect(), ends(usual.aspect()));
  }

  static void requireMargin(int pixels) {
    if (pixels < 0 || pixels > MAX_MARGIN) {
      throw new IllegalArgumentException(
          "holeMargin is %d but must stay within [0, %d], in pixels; 0 leaves holes as they are"
              .formatted(pixels, MAX_MARGIN));
    }
  }

  static void requireArea(double... ends) {
    new RandomHole(range(ends, "eraseArea"), Range.fixed(1));
  }

  static void requireAspect(double... ends) {
    new RandomHole(Range.fixed(1), range(ends, "eraseAspect"));
  }

  private static double[] ends(Range range) {
    return new double[] {range.low(), range.high()};
  }

  public static Range range(double[] ends, String param) {
    if (ends.length != 2) {
      throw new IllegalArgumentException(
          "%s has %d numbers but must have two, the minimum and the maximum; give one twice to fix it"
              .formatted(param, ends.length));
    }
    return Range.of(ends[0], ends[1]);
  }
}
