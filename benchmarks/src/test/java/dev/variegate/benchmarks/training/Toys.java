package dev.variegate.benchmarks.training;

import dev.variegate.random.Seeds;

/** Small made-up images and plans, so that a training takes a second. */
final class Toys {

  private Toys() {}

  /** Images of three classes: a bright bar at a class's height on a dark, noisy ground. */
  static LabeledImages images(int count) {
    int side = DecoderNetwork.SIDE;
    byte[] pixels = new byte[count * side * side];
    byte[] labels = new byte[count];
    var random = Seeds.generator(1, "toys", 0, 0);
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 3);
      for (int p = 0; p < side * side; p++) {
        boolean bar = p / side / 8 == labels[i];
        pixels[i * side * side + p] = (byte) (random.nextInt(40) + (bar ? 200 : 0));
      }
    }
    return new LabeledImages(pixels, labels, side, side);
  }

  /** One epoch of each phase. */
  static TrainingPlan plan(long seed) {
    return new TrainingPlan(seed, 4, 8, 1, 1, 1, 1e-3, 1e-3, 2e-4, 0.1, 0.9);
  }
}
