package dev.variegate.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A crop that keeps boxes must know where earlier steps have put them. */
class BoxSafePolicyTest {

  @Test
  void seesTheBoxesAsTheyAreAfterTheStepsBefore() {
    var codec = new ImageCodec();
    var policy =
        PolicyFile.read(
            """
            steps:
              - translate: {x: 0.5, y: 0.25}
              - sequence:
                  - flip
                  - box-safe-crop: {min-fraction: 0.1}
              - box-safe-crop: {min-fraction: 0.1}
            """,
            "test");
    var box = Box.ofEdges(4, 4, 14, 12);
    var labels = new Labels(List.of(new LabeledShape<>(box, "cell")), List.of(), List.of());
    try (var image = Image.ofBytes(60, 40, 1, new byte[60 * 40])) {
      var source = codec.encode(image, Encoding.parse("png"));
      var expansion = new PolicyAugmenter(policy, 5, Optional.empty(), codec);
      var given = new Annotations(new Size(60, 40), List.of(), labels);
      for (var copy : expansion.expand(source, given, new LabelRules(), "key", 1, 40)) {
        var made = copy.annotations().orElseThrow();
        assertThat(made.labels().boxes()).hasSize(1);
        var kept = made.labels().boxes().get(0).shape();
        assertThat(kept.width()).isEqualTo(10);
        assertThat(kept.height()).isEqualTo(8);
        assertThat(kept.x() - 5).isNotNegative();
        assertThat(kept.x() + 5).isLessThanOrEqualTo(made.size().width());
      }
    }
  }
}
