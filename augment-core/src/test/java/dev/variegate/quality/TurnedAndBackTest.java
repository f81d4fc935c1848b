package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.form.Fusion;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.recipe.Recipe;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** An image turned by ten degrees and back, eighteen times: sampled once, or thirty-six times. */
class TurnedAndBackTest {

  private static final int SIDE = 120;
  private static final Comparison MIDDLE = new Comparison(Comparison.Channel.RGB, SIDE / 4);

  @Test
  void oneReadingKeepsWhatManyLose() {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < 18; i++) {
      steps.add(turn(10));
      steps.add(turn(-10));
    }
    // A last one that does not lead back, so that there is something to read at all.
    steps.add(turn(0.01));
    try (var image = checks();
        var fused = new Recipe(steps).apply(image);
        var stepwise = Fusion.apply(Fusion.lower(steps, image.size()), image)) {
      assertThat(Psnr.of(image, fused, MIDDLE)).isGreaterThan(40);
      assertThat(Psnr.of(image, stepwise, MIDDLE)).isLessThan(25);
    }
  }

  private static Step turn(double degrees) {
    return new Rotate.At(degrees, Interpolation.BILINEAR, Border.REFLECT101, 0);
  }

  /** Squares of six pixels. */
  private static Image checks() {
    var samples = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / 3;
      boolean light = (pixel % SIDE / 6 + pixel / SIDE / 6) % 2 == 0;
      samples[i] = (byte) (light ? 200 : 60);
    }
    return Image.ofBytes(SIDE, SIDE, 3, samples);
  }
}
