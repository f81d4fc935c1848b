package dev.variegate.stage.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.MethodStageFactory;
import dev.variegate.stage.StyleTransfer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodEntryTest {

  @Test
  void anEntryIsNamedByItsKeyAndItsMethodIsTheNameUnlessGiven() {
    var entries =
        MethodStageFactory.read(
            """
            {"soft": {"method": "classic", "policy": "steps: [flip]", "weight": 2.5, "except": ["7"]},
             "oversample": {},
             "off": {"method": "oversample", "weight": 0},
             "style-transfer": {"model": "m", "strength": [0.2, 0.4],
               "then": [{"method": "classic", "policy": {"steps": ["flip"]}}]}}""");
    assertThat(entries)
        .extracting(MethodEntry::name, MethodEntry::method, MethodEntry::weight)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("soft", "classic", 2.5),
            org.assertj.core.groups.Tuple.tuple("oversample", "oversample", 1.0),
            org.assertj.core.groups.Tuple.tuple("style-transfer", "style-transfer", 1.0));
    assertThat(entries.get(0).worksFor("7")).isFalse();
    assertThat(entries.get(0).worksFor("8")).isTrue();
    assertThat(entries.get(2).then()).extracting(MethodEntry::method).containsExactly("classic");
  }

  @Test
  void aListNamesItsEntriesByTheirMethods() {
    var entries =
        MethodStageFactory.read(
            "[{\"method\": \"classic\", \"policy\": \"steps: [flip]\"}, {\"method\": \"classic\", \"policy\": \"steps: [invert]\"}, {\"method\": \"classic\", \"policy\": \"steps: [equalize]\"}]");
    assertThat(entries)
        .extracting(MethodEntry::name)
        .containsExactly("classic", "classic-2", "classic-3");
  }

  @Test
  void valuesAreThoseOfTheStagesParams() {
    var entry =
        MethodStageFactory.read(
                "{\"style-transfer\": {\"model\": \"m\", \"strength\": [0.2, 0.4], \"styles-per-image\": 2, \"probability\": 1}}")
            .get(0);
    var stage =
        (StyleTransfer) MethodStageFactory.configured(entry, new ClassBalancer().setSeed(5), "m");
    assertThat(stage.getOrDefault(stage.strength())).isEqualTo("[0.2,0.4]");
    assertThat(stage.getOrDefault(stage.stylesPerImage())).isEqualTo(2);
    assertThat(stage.getOrDefault(stage.probability())).isEqualTo(1.0);
    assertThat(stage.getOrDefault(stage.seed())).isEqualTo(5L);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    refuses(
        "{\"clasic\": {}}",
        "methods.clasic names the method \"clasic\"; did you mean \"classic\"? Known: classic, faded, image-to-image, image-translate, inpaint, latent, mix, oversample, sample, style-transfer, super-resolve");
    refuses(
        "{\"oversample\": {}, \"classic\": {\"polcy\": \"\"}}",
        "methods.classic.polcy is unknown; did you mean \"policy\"? Known: classes, encoding, except, gate, lossless-jpeg, method, policy, reduced-decode, references, references-col, then, weight");
    refuses(
        "{\"oversample\": {\"model\": \"m\"}}",
        "methods.oversample.model is unknown; known: classes, encoding, except, gate, method, then, weight");
    refuses(
        "{\"classic\": {\"seed\": 3}}",
        "methods.classic.seed is decided by the plan for all its methods; remove it");
    refuses(
        "{\"classic\": {\"policy\": \"steps: [flip]\", \"seed\": 3}}",
        "methods.classic.seed is decided by the plan for all its methods; remove it");
    refuses(
        "{\"oversample\": {\"weight\": -1}}",
        "methods.oversample.weight is -1 but must be a finite number of at least 0; correct it");
    refuses(
        "{\"oversample\": {\"weight\": 0}}",
        "methods has no entry with a weight above 0 but must have one; raise a weight");
    refuses(
        "{\"oversample\": {\"classes\": [], \"weight\": 1}}",
        "methods.oversample.classes is [] but must be a list of classes, one at least; correct it");
    refuses("[]", "methods has no entry but must have one; add oversample: {}");
    refuses(
        "{\"inpaint\": {\"radius\": 1.5}}",
        "methods.inpaint.radius is 1.5 but must be a whole number; correct it");
    refuses(
        "{\"inpaint\": {\"radius\": 0}}",
        "methods.inpaint.radius: Fill radius is 0 but must stay within [1, 100]; give a number of pixels");
  }

  @Test
  void aChainBeginsWithItsFirstMethodAlone() {
    refuses(
        "{\"latent\": {\"model\": \"m\", \"then\": [{\"method\": \"classic\", \"weight\": 2}]}}",
        "methods.latent.then[0].weight is given, which the first method of a chain alone may have; remove it");
    refuses(
        "{\"latent\": {\"model\": \"m\", \"then\": [{\"method\": \"mix\", \"mixture\": \"mix-up\"}]}}",
        "methods.latent.then has mix, which takes images of other rows here; make it the first of the chain, or an entry of its own");
    refuses(
        "{\"classic\": {\"policy\": \"steps: [flip]\", \"then\": [{\"method\": \"latent\", \"model\": \"m\", \"operation\": \"interpolate\"}]}}",
        "methods.classic.then has latent, which takes images of other rows here; make it the first of the chain, or an entry of its own");
    refuses(
        "{\"oversample\": {\"then\": [{\"method\": \"classic\"}]}}",
        "methods.oversample.then is given, which oversample cannot have; give the methods entries of their own");
  }

  @Test
  void aTypoInsideThePolicyIsReportedWithItsPlace() {
    for (var text :
        List.of("{\"classic\": {\"policy\": {\"name\": \"p\", \"steps\": [\"rotat\"]}}}")) {
      assertThatThrownBy(() -> MethodStageFactory.read(text))
          .hasMessageContaining("methods.classic.policy")
          .hasMessageContaining("did you mean \"rotate\"?");
    }
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> MethodStageFactory.read(text)).hasMessage(message);
  }
}
