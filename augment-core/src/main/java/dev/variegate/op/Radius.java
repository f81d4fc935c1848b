package dev.variegate.op;

/** Checks of sizes of blurs. */
final class Radius {

  private Radius() {}

  /** Whole pixels on each side of the middle. */
  static void require(Range radius, String what) {
    radius.requireWithin(1, 100, what + " radius (pixels)");
    radius.requireWhole(what + " radius (pixels)");
  }
}
