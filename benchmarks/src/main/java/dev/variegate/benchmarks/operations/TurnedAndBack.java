package dev.variegate.benchmarks.operations;

import dev.variegate.form.Fusion;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.quality.Comparison;
import dev.variegate.quality.Psnr;
import dev.variegate.recipe.Recipe;
import java.util.ArrayList;

/**
 * How much of an image is left when it was turned by ten degrees and back eighteen times, in one
 * pass and step by step.
 *
 * @param fused peak signal to noise in dB, over the middle half of each side
 * @param stepwise the same
 */
record TurnedAndBack(double fused, double stepwise) {

  private static final int TIMES = 18;
  private static final double DEGREES = 10;

  static TurnedAndBack measure(Image image) {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < TIMES; i++) {
      steps.add(turn(DEGREES));
      steps.add(turn(-DEGREES));
    }
    try (var fused = new Recipe(steps).apply(image);
        var stepwise = Fusion.apply(Fusion.lower(steps, image.size()), image)) {
      return new TurnedAndBack(decibels(image, fused), decibels(image, stepwise));
    }
  }

  /** Of the middle half of each side, where no turn shows what lies beyond the edge. */
  private static double decibels(Image before, Image after) {
    return Psnr.of(before, after, new Comparison(Comparison.Channel.RGB, before.width() / 4));
  }

  private static Step turn(double degrees) {
    return new Rotate.At(degrees, Interpolation.BILINEAR, Border.REFLECT101, 0);
  }
}
