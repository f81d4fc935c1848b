package dev.variegate.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.form.Fusion;
import dev.variegate.form.SourceRows;
import dev.variegate.image.Image;
import dev.variegate.image.RowRange;
import dev.variegate.image.Size;
import dev.variegate.policy.RandomPolicies;
import dev.variegate.random.DrawKey;
import dev.variegate.random.Seeds;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** Rows that a recipe is said not to read may hold anything. */
class SourceRowsTest {

  private static final Size SIZE = new Size(41, 311);
  private static final RandomPolicies POLICIES =
      new RandomPolicies(
          List.of(
              "affine",
              "brightness",
              "clahe",
              "crop",
              "elastic-transform",
              "flip",
              "gaussian-blur",
              "letterbox",
              "pad",
              "perspective",
              "random-resized-crop",
              "resize",
              "rotate",
              "rotate90",
              "scale",
              "shear",
              "translate",
              "transpose"),
          Set.of());

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void othersDoNotMatter(@ForAll @IntRange(max = 799) int number) {
    var recipe = POLICIES.draw(number).draw(new DrawKey(number, "key", 1), SIZE);
    var forms = Fusion.fuse(recipe.steps(), SIZE);
    var rows = SourceRows.of(forms, SIZE);
    boolean some = !rows.equals(RowRange.all(SIZE));
    Statistics.label("some rows").collect(some);
    Statistics.label("some rows")
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 15));
    if (!some) {
      return;
    }
    for (int channels : new int[] {1, 3}) {
      try (var image = noise(channels);
          var other = withNoiseBeyond(rows, image);
          var made = Fusion.apply(forms, image);
          var same = Fusion.apply(forms, other)) {
        assertThat(same.toBytes()).as("%s of %s", rows, recipe.json()).isEqualTo(made.toBytes());
      }
    }
  }

  private static Image noise(int channels) {
    var samples = new byte[channels * SIZE.width() * SIZE.height()];
    var random = Seeds.generator(1, "noise", channels, 0);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) random.nextInt(256);
    }
    return Image.ofBytes(SIZE.width(), SIZE.height(), channels, samples);
  }

  private static Image withNoiseBeyond(RowRange rows, Image image) {
    var samples = image.toBytes();
    int row = samples.length / SIZE.height();
    for (int i = 0; i < samples.length; i++) {
      if (i / row < rows.first() || i / row >= rows.end()) {
        samples[i] = (byte) (samples[i] + 128);
      }
    }
    return Image.ofBytes(SIZE.width(), SIZE.height(), image.channels(), samples);
  }
}
