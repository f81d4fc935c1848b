package dev.variegate.mix;

import static dev.variegate.mix.Mixtures.RULES;
import static dev.variegate.mix.Mixtures.box;
import static dev.variegate.mix.Mixtures.mixer;
import static dev.variegate.mix.Mixtures.own;
import static dev.variegate.mix.Mixtures.plain;
import static dev.variegate.mix.Mixtures.samples;
import static dev.variegate.mix.Mixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.label.Box;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.random.Range;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Instances of another image are pasted with their labels, over what lies below. */
class CopyPasteTest {

  @Test
  void aPastedInstanceComesWithItsLabelAndHidesWhatLiesBelow() {
    var polygon =
        new Polygon(
            List.of(new Point(10, 10), new Point(30, 10), new Point(30, 30), new Point(10, 30)));
    var instance =
        new Labels(
            List.of(new LabeledShape<>(Box.ofEdges(10, 10, 30, 30), "cat", 0)),
            List.of(new LabeledShape<>(polygon, "cat", 0)),
            List.of(new LabeledShape<>(new Point(20, 20), "nose", 0)));
    var partner = source("p", plain(40, 40, 1, 255), List.of(), instance);
    var below = source("own", plain(40, 40, 1, 0), List.of(), box("dog", 18, 18, 22, 22));
    var mixer = mixer(new CopyPaste(1, Range.fixed(1), 0));
    int hidden = 0;
    for (int copy = 1; copy <= 60; copy++) {
      var made = mixer.mix(below, List.of(partner), RULES, copy);
      var labels = made.copy().annotations().orElseThrow().labels();
      var image = samples(made.copy().encoded());
      long white = Arrays.stream(image).filter(s -> s == 255).count();
      assertThat(made.fractions().get(1)).isCloseTo(white / 1600.0, within(1e-6));
      var cat = labels.boxes().stream().filter(b -> b.label().equals("cat")).findFirst();
      if (cat.isPresent()) {
        var shape = cat.get().shape();
        assertThat(shape.width() * shape.height()).isCloseTo((double) white, within(45.0));
        assertThat(labels.boxes().stream().map(LabeledShape::object)).doesNotHaveDuplicates();
        assertThat(labels.polygons()).hasSize(1);
      }
      boolean dogSeen =
          IntStream.range(0, 16).anyMatch(i -> image[(18 + i / 4) * 40 + 18 + i % 4] == 0);
      boolean dogThere = labels.boxes().stream().anyMatch(b -> b.label().equals("dog"));
      if (!dogSeen) {
        assertThat(dogThere).isFalse();
        hidden++;
      } else if (white == 0 || cat.isEmpty()) {
        assertThat(dogThere).isTrue();
      }
    }
    assertThat(hidden).isGreaterThan(3);
  }

  @Test
  void aPartnerWithoutInstancesLeavesTheImageAsItIs() {
    var mixer = mixer(new CopyPaste());
    var made =
        mixer.mix(
            own(),
            List.of(source("p", plain(20, 20, 1, 90), List.of(plain(20, 20, 1, 9)), Labels.NONE)),
            RULES,
            1);
    assertThat(samples(made.copy().encoded())).isEqualTo(samples(own().encoded()));
    assertThat(made.fractions()).containsExactly(1.0, 0.0);
  }
}
