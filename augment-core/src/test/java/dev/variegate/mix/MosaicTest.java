package dev.variegate.mix;

import static dev.variegate.mix.Mixtures.RULES;
import static dev.variegate.mix.Mixtures.mixer;
import static dev.variegate.mix.Mixtures.own;
import static dev.variegate.mix.Mixtures.partners;
import static dev.variegate.mix.Mixtures.plain;
import static dev.variegate.mix.Mixtures.samples;
import static dev.variegate.mix.Mixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.label.LabelRules;
import dev.variegate.label.Labels;
import dev.variegate.random.Range;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** A mosaic is of four images, whose boxes go where their instances do. */
class MosaicTest {

  @Test
  void boxesLieAboutTheirInstancesInAMosaic() {
    var mixer = mixer(new Mosaic(200, 160, Range.of(0.3, 0.7)));
    var keep = new LabelRules(LabelRules.Outside.DROP, RULES.boxes(), 0, 0, java.util.Map.of());
    int whole = 0;
    for (int copy = 1; copy <= 30; copy++) {
      var made = mixer.mix(own(), partners(3), keep, copy).copy();
      var image = samples(made.encoded());
      for (var box : made.annotations().orElseThrow().labels().boxes()) {
        whole++;
        double inside = 0;
        var shape = box.shape();
        for (int y = (int) Math.rint(shape.top()); y < Math.rint(shape.bottom()); y++) {
          for (int x = (int) Math.rint(shape.left()); x < Math.rint(shape.right()); x++) {
            inside += image[y * 200 + x] / 255.0;
          }
        }
        assertThat(inside / (shape.width() * shape.height())).isGreaterThan(0.85);
      }
    }
    assertThat(whole).isGreaterThan(40);
  }

  @Test
  void givesBackAllNativeMemory() {
    var mixer = mixer(new Mosaic());
    var own = own();
    var partners = partners(3);
    mixer.mix(own, partners, RULES, 1);
    long before = Pointer.totalBytes();
    for (int copy = 1; copy <= 200; copy++) {
      mixer.mix(own, partners, RULES, copy);
    }
    var narrow = List.of(plain(9, 9, 1, 0));
    var wrong = source("wrong", plain(20, 20, 1, 90), narrow, Labels.NONE);
    assertThatThrownBy(() -> mixer.mix(own, List.of(wrong), RULES, 1))
        .hasMessageStartingWith("Mask is 9x9 but must be 20x20 as its image");
    assertThat(Pointer.totalBytes()).isEqualTo(before);
  }
}
