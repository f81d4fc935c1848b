package dev.variegate.benchmarks.operations;

import dev.variegate.form.Fusion;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.policy.Policy;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.random.DrawKey;
import dev.variegate.recipe.Recipe;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A policy as one pass against the same drawn steps one after the other in OpenCV's own calls.
 *
 * @param name as the page names it
 * @param aim the ratio aimed at
 * @param text the policy
 */
record Chain(String name, double aim, String text) {

  private static final int DRAWN = 64;

  static final List<Chain> ALL =
      List.of(
          new Chain(
              "random-resized-crop to 224, flip, rotate, color-jitter",
              3,
              """
              steps:
                - random-resized-crop: {width: 224, height: 224}
                - flip
                - rotate
                - color-jitter
              """),
          new Chain(
              "six geometric steps and six curves",
              5,
              """
              steps:
                - flip
                - rotate
                - scale
                - shear
                - translate
                - affine
                - brightness
                - gamma
                - brightness: {factor: [0.7, 0.9]}
                - solarize
                - invert
                - posterize
              """),
          new Chain(
              "six geometric steps and six of color, two of which look at the image or mix its channels",
              5,
              """
              steps:
                - flip
                - rotate
                - scale
                - shear
                - translate
                - affine
                - brightness
                - contrast
                - gamma
                - solarize
                - posterize
                - saturation
              """));

  /** What was measured. */
  record Result(Chain chain, Turns turns, int passes) {}

  Result measure(Image image) {
    var policy = PolicyFile.read("name: chain\n" + text, "the benchmark");
    var recipes = IntStream.range(0, DRAWN).mapToObj(i -> recipe(policy, i, image.size())).toList();
    var turns =
        Turns.of(
            number -> recipes.get(number % DRAWN).apply(image).close(),
            number -> unfused(recipes.get(number % DRAWN).steps(), image.mat()).close());
    return new Result(this, turns, Fusion.fuse(recipes.get(0).steps(), image.size()).size());
  }

  private static Recipe recipe(Policy policy, int number, Size size) {
    return policy.draw(new DrawKey(number, "speed", 1), size);
  }

  private static Mat unfused(List<Step> steps, Mat source) {
    var current = new Mat(source);
    for (var step : steps) {
      var call =
          DirectCalls.of(step)
              .orElseThrow(() -> new IllegalStateException("No direct call for " + step));
      try (var before = current) {
        current = call.run(step, before);
      }
    }
    return current;
  }
}
