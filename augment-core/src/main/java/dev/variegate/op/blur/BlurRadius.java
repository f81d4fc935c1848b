package dev.variegate.op.blur;

import dev.variegate.random.Range;

/** Checks of sizes of blurs. */
final class BlurRadius {

  private BlurRadius() {}

  /** Whole pixels on each side of the middle. */
  static void require(Range radius, String what) {
    radius.requireWithin(1, 100, what + " radius (pixels)");
    radius.requireWhole(what + " radius (pixels)");
  }
}
