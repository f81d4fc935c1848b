package dev.variegate.stage.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.MethodStageFactory;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MethodShareTest {

  private static final Map<String, Long> SIZES = Map.of("bag", 5L, "coat", 3L, "shirt", 1L);

  private static Plan plan(String methods, Targets targets) {
    return Plan.of(2, MethodStageFactory.read(methods), SIZES, SIZES, Map.of(), targets);
  }

  @Test
  void anEntryThatLeavesOutAClassThatIsFilledIsRefused() {
    var except =
        plan(
            "{\"oversample\": {}, \"again\": {\"method\": \"oversample\", \"except\": [\"coat\"]}}",
            Targets.parse("max"));
    assertThatThrownBy(() -> except.withMethodShare(MethodShare.EQUAL))
        .hasMessage(
            "methods.again leaves out class \"coat\", for which 2 images are made, but methodShare is \"equal\"; remove classes and except from the entry, or set methodShare to any");
    assertThat(except.withMethodShare(MethodShare.ANY)).isEqualTo(except);
    var full =
        plan(
            "{\"oversample\": {}, \"again\": {\"method\": \"oversample\", \"except\": [\"bag\"]}}",
            Targets.parse("max"));
    assertThat(full.withMethodShare(MethodShare.EQUAL).methodShare()).isEqualTo(MethodShare.EQUAL);
  }

  @Test
  void classesWithoutGeneratedImagesAreNamed() {
    var oversample = "{\"oversample\": {}}";
    var equal = plan(oversample, Targets.parse("max")).withMethodShare(MethodShare.EQUAL);
    assertThat(equal.warnings())
        .contains(
            "no image is made for \"bag\", so that a generated image is of another class; copies in place of target gives all classes the same share of generated images");
    assertThat(plan(oversample, Targets.parse("max")).warnings().toString())
        .doesNotContain("no image is made");
    for (var targets : new Targets[] {Targets.copies(2), Targets.parse("{\"bag\": 5}")}) {
      assertThat(plan(oversample, targets).withMethodShare(MethodShare.EQUAL).warnings().toString())
          .doesNotContain("no image is made");
    }
  }

  @Test
  void fewOfManyAreNamed() {
    var sizes = new TreeMap<String, Long>();
    for (int i = 0; i < 1_300; i++) {
      sizes.put("c%04d".formatted(i), i == 7 ? 2L : 3L);
    }
    var plan =
        Plan.of(
            2,
            MethodStageFactory.read("{\"oversample\": {}}"),
            sizes,
            sizes,
            Map.of(),
            Targets.parse("max"));
    assertThat(plan.withMethodShare(MethodShare.EQUAL).warnings())
        .singleElement()
        .asString()
        .startsWith(
            "no image is made for \"c0000\", \"c0001\", \"c0002\", \"c0003\", \"c0004\" and 1,294 more classes, so");
  }
}
