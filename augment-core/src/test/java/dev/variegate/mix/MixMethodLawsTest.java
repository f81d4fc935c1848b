package dev.variegate.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.op.DrawContext;
import dev.variegate.op.References;
import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Laws of mixtures over images of any sizes. */
class MixMethodLawsTest {

  /** Grays of four images, and no other. */
  private static final int[] GRAYS = {20, 90, 160, 230};

  /** What is drawn from one number. */
  record Draw(long seed, List<Size> sizes) {
    MixRecipe of(MixMethod mixture) {
      var subjects = sizes.stream().limit(1L + mixture.partners()).map(DrawContext::of).toList();
      return mixture.draw(Seeds.generator(seed, "mix", 1, 0), subjects);
    }

    List<Image> images(MixMethod mixture) {
      return IntStream.rangeClosed(0, mixture.partners())
          .mapToObj(
              i -> {
                var samples = new byte[(int) sizes.get(i).pixels()];
                Arrays.fill(samples, (byte) GRAYS[i]);
                return Image.ofBytes(sizes.get(i).width(), sizes.get(i).height(), 1, samples);
              })
          .toList();
    }

    List<Size> sizesOf(MixMethod mixture) {
      return sizes.subList(0, 1 + mixture.partners());
    }
  }

  private static int[] samples(Draw draw, MixMethod mixture) {
    var images = draw.images(mixture);
    try (var made = draw.of(mixture).image(images)) {
      var bytes = made.toBytes();
      return IntStream.range(0, bytes.length).map(i -> bytes[i] & 255).toArray();
    } finally {
      images.forEach(Image::close);
    }
  }

  @Property(tries = 150)
  void fractionsSumToOneAndTheFirstHasTheLargest(@ForAll("draws") Draw draw) {
    for (var mixture : List.of(new MixUp(), new CutMix(), new Mosaic(40, 30, wide()))) {
      var fractions = draw.of(mixture).fractions(draw.sizesOf(mixture));
      assertThat(Arrays.stream(fractions).sum()).isCloseTo(1, within(1e-9));
      assertThat(fractions[0]).isEqualTo(Arrays.stream(fractions).max().orElseThrow());
    }
  }

  private static Range wide() {
    return Range.of(0.1, 0.9);
  }

  @Property(tries = 150)
  void aBlendLiesBetweenBothImages(@ForAll("draws") Draw draw) {
    assertThat(Arrays.stream(samples(draw, new MixUp())).distinct())
        .hasSize(1)
        .allMatch(gray -> gray >= GRAYS[0] && gray <= (GRAYS[0] + GRAYS[1] + 1) / 2);
  }

  @Property(tries = 150)
  void theFractionOfARectangleIsItsArea(@ForAll("draws") Draw draw) {
    var mixture = new CutMix(1);
    var made = samples(draw, mixture);
    long cut = Arrays.stream(made).filter(gray -> gray == GRAYS[1]).count();
    var fractions = draw.of(mixture).fractions(draw.sizesOf(mixture));
    assertThat(fractions[1]).isCloseTo((double) cut / made.length, within(1e-6));
    assertThat(2 * cut).isLessThanOrEqualTo(made.length);
    assertThat(Arrays.stream(made).distinct()).isSubsetOf(GRAYS[0], GRAYS[1]);
  }

  @Property(tries = 150)
  void fourFieldsCoverEveryPixel(@ForAll("draws") Draw draw) {
    var made = samples(draw, new Mosaic(37, 23, wide()));
    assertThat(made).hasSize(37 * 23);
    assertThat(Arrays.stream(made).distinct().boxed())
        .containsExactlyInAnyOrder(GRAYS[0], GRAYS[1], GRAYS[2], GRAYS[3]);
  }

  /** One instance has a polygon, the other a box alone: both are seen where their labels are. */
  @Test
  void everyPastedInstanceIsSeen() {
    var outlined = Box.ofEdges(2, 2, 12, 12);
    var boxed = Box.ofEdges(20, 20, 30, 30);
    var instances =
        new Labels(
            List.of(new LabeledShape<>(outlined, "one", 0), new LabeledShape<>(boxed, "other", 1)),
            List.of(new LabeledShape<>(outlined.corners(), "one", 0)),
            List.of());
    var rules = new LabelRules();
    var size = new Size(64, 64);
    var subjects =
        List.of(
            DrawContext.of(size),
            new DrawContext(new Size(32, 32), instances, rules, References.NONE));
    var paste = new CopyPaste(1, Range.fixed(1), 0);
    int both = 0;
    for (int i = 0; i < 40; i++) {
      var mixed = paste.draw(Seeds.generator(i, "paste", 1, 0), subjects);
      var labels =
          mixed.labels(List.of(Labels.NONE, instances), List.of(size, new Size(32, 32)), rules);
      assertThat(mixed.pieces().get(1).polygons()).hasSize(2);
      both += labels.boxes().size() == 2 ? 1 : 0;
    }
    assertThat(both).isPositive();
  }

  @Provide
  Arbitrary<Draw> draws() {
    return Arbitraries.randomValue(
        random -> {
          var sizes =
              IntStream.range(0, 4)
                  .mapToObj(i -> new Size(1 + random.nextInt(40), 1 + random.nextInt(40)))
                  .toList();
          return new Draw(random.nextLong(), sizes);
        });
  }
}
