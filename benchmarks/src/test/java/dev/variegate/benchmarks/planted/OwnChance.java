package dev.variegate.benchmarks.planted;

/** Draws from no key. */
final class OwnChance {

  private OwnChance() {}

  static double draw() {
    return Math.random();
  }
}
