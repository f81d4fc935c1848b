package dev.variegate.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.blur.GaussianBlur;
import dev.variegate.policy.RandomPolicies;
import dev.variegate.random.DrawKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/**
 * A recipe applied in as few passes as can be gives what its steps give one by one: on a smooth
 * image to within {@value #MAX} of 255 levels anywhere and {@value #MEAN} on the mean, wherever no
 * step between has cut away what a later one shows.
 *
 * <p>Left out: contrast behind a cut, whose mean sees what was cut; noise and cutout before a warp,
 * which are not smooth; the nearest pixel, which is up to half a pixel away at each step.
 */
class FusedIsUnfusedTest {

  static final double MAX = 5;
  static final double MEAN = 0.75;

  /** Carries a cut as far as the widest interpolation sees: four pixels. */
  private static final Step REACH_OF_LANCZOS = new GaussianBlur.At(1.4);

  private static final Size SIZE = new Size(72, 56);
  private static final RandomPolicies POLICIES =
      new RandomPolicies(
          List.of(
              "affine",
              "brightness",
              "crop",
              "flip",
              "gamma",
              "gaussian-blur",
              "hue",
              "random-resized-crop",
              "resize",
              "rotate",
              "rotate90",
              "saturation",
              "scale",
              "shear",
              "translate",
              "transpose"),
          Set.of(Interpolation.NEAREST));

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void whereNothingIsCut(@ForAll @IntRange(max = 199) int number) {
    var recipe = POLICIES.draw(number).draw(new DrawKey(number, "key", 1), SIZE);
    try (var image = smooth();
        var fused = recipe.apply(image);
        var unfused = recipe.applyUnfused(image);
        var whole = notCut(recipe)) {
      assertThat(fused.size()).isEqualTo(unfused.size());
      compare(fused.toBytes(), unfused.toBytes(), whole.toFloats());
    }
  }

  private static void compare(byte[] fused, byte[] unfused, float[] whole) {
    double sum = 0;
    int compared = 0;
    double most = 0;
    for (int i = 0; i < fused.length; i++) {
      if (Math.abs(whole[i / 3] - 1) < 1e-4) {
        int difference = Math.abs(Byte.toUnsignedInt(fused[i]) - Byte.toUnsignedInt(unfused[i]));
        most = Math.max(most, difference);
        sum += difference;
        compared++;
      }
    }
    Statistics.label("fraction compared").collect(compared > fused.length / 4);
    Statistics.label("fraction compared")
        .coverage(coverage -> coverage.check(true).percentage(fraction -> fraction > 70));
    if (compared > 0) {
      assertThat(most).isLessThanOrEqualTo(MAX);
      assertThat(sum / compared).isLessThanOrEqualTo(MEAN);
    }
  }

  /** Waves of 60 levels and more than 50 pixels, clear of both ends of the scale. */
  private static Image smooth() {
    var samples = new byte[3 * SIZE.width() * SIZE.height()];
    int i = 0;
    for (int y = 0; y < SIZE.height(); y++) {
      for (int x = 0; x < SIZE.width(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          double wave = Math.sin(x / 11.0 + channel) + Math.cos(y / 9.0 - channel);
          samples[i++] = (byte) Math.rint(115 + 20 * channel + 30 * wave);
        }
      }
    }
    return Image.ofBytes(SIZE.width(), SIZE.height(), 3, samples);
  }

  /** 1 where a pixel of the result stems from pixels that every step has kept. */
  private static Image notCut(Recipe recipe) {
    var ones = new float[SIZE.width() * SIZE.height()];
    Arrays.fill(ones, 1);
    var steps = new ArrayList<Step>();
    var size = SIZE;
    for (var step : recipe.steps()) {
      var form = step.lower(size);
      if (step instanceof GaussianBlur.At) {
        steps.add(step);
      } else if (form instanceof Geometric) {
        steps.add(withEmptyBorder(step));
        steps.add(REACH_OF_LANCZOS);
      }
      size = form.sizeAfter(size);
    }
    try (var all = Image.ofFloats(SIZE.width(), SIZE.height(), 1, ones)) {
      return new Recipe(steps).applyUnfused(all);
    }
  }

  private static Step withEmptyBorder(Step step) {
    var kind = OperationCatalog.of(step);
    var numbers = new LinkedHashMap<String, Object>(kind.values(step));
    numbers.computeIfPresent("border", (name, border) -> Border.CONSTANT);
    numbers.computeIfPresent("interpolation", (name, given) -> Interpolation.BILINEAR);
    numbers.computeIfPresent("fill", (name, fill) -> 0.0);
    return kind.step(numbers);
  }
}
