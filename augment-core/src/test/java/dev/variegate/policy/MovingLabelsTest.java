package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.op.OperationCatalog;
import dev.variegate.op.OperationDescriptor;
import dev.variegate.op.Reference;
import dev.variegate.policy.text.PolicyFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which operations labels have to follow; a new one has to be looked at here. */
class MovingLabelsTest {

  private static final List<String> MOVING =
      List.of(
          "affine",
          "box-safe-crop",
          "coarse-dropout",
          "crop",
          "cutout",
          "dihedral",
          "elastic-transform",
          "flip",
          "grid-distortion",
          "grid-dropout",
          "grid-shuffle",
          "letterbox",
          "optical-distortion",
          "pad",
          "perspective",
          "random-erasing",
          "random-resized-crop",
          "resize",
          "rotate",
          "rotate90",
          "scale",
          "shear",
          "thin-plate-spline",
          "translate",
          "transpose");

  @Test
  void everyOperationThatMovesOrHidesIsKnown() {
    var catalog = OperationCatalog.builtIn();
    var moving =
        catalog.words().stream()
            .map(word -> catalog.find(word).orElseThrow())
            .filter(kind -> !moving(kind).isEmpty())
            .map(OperationDescriptor::word)
            .toList();
    assertThat(moving).containsExactlyElementsOf(MOVING);
  }

  @Test
  void theyAreFoundHoweverDeepAndRare() {
    var policy =
        PolicyFile.read(
            "steps: [invert, {one-of: [gamma, {sequence: [{flip: {}, probability: 0.001}, equalize]}]}]",
            "test");
    assertThat(policy.movingLabels()).containsExactly("flip");
    assertThat(PolicyFile.read("steps: [invert, gamma]", "test").movingLabels()).isEmpty();
  }

  private static List<String> moving(OperationDescriptor kind) {
    var step = new PolicyStep.Single(kind.defaults(), 1);
    assertThat(kind.numbers().containsValue(Reference.class) && MOVING.contains(kind.word()))
        .isFalse();
    return new Policy("one", List.of(step)).movingLabels();
  }
}
