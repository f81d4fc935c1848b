package dev.variegate.stage;

import static dev.variegate.stage.Plans.balancer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates of a plan that cannot be. */
class PlanGateRefusalsTest {

  @TempDir Path folder;

  private static ClassBalancer gated(String gate) {
    return balancer("{\"classic\": {\"policy\": \"steps: [flip]\", \"gate\": %s}}".formatted(gate));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '$',
      value = {
        "[] | methods.classic.gate is [] but must be a list of gates such as \"sharpness >= q0.05\" or \"prediction = label\"; correct it",
        "{} | methods.classic.gate.require is missing but must be a list of gates such as \"sharpness >= q0.05\" or \"prediction = label\"; add it",
        "[\"sharpnes >= 1\"] | Gate \"sharpnes >= 1\" asks for the score \"sharpnes\", which images do not have; did you mean \"sharpness\"?",
        "[\"sharpness > 1\"] | Gate is \"sharpness > 1\" but must be COLUMN >= VALUE, COLUMN <= VALUE or COLUMN = COLUMN",
        "[\"prediction = class\"] | Gate \"prediction = class\" compares scores but must be \"prediction = label\"; correct it",
        "[\"similarity <= q0.9\"] | Gate \"similarity <= q0.9\" takes a quantile of the similarity of real images to their sources, which they do not have; give a number",
        "[\"prediction = label\"] | methods.classic.gate has gates that ask a classifier but no model; give model the address of its bundle",
        "{\"require\": [\"sharpness >= 1\"], \"model\": \"m\"} | methods.classic.gate.model is given, but no gate asks a classifier; remove it",
        "{\"require\": [\"score >= 1\"], \"model\": \"m\"} | methods.classic.gate has a gate of score but no scorer; give scorer the address of a bundle that scores images, or the features of model",
        "{\"require\": [\"confidence >= 1\"], \"model\": \"m\", \"scorer\": \"s\"} | methods.classic.gate.scorer is given, but no gate asks for score; remove it",
        "[\"training-distance >= 1\"] | methods.classic.gate has gates that ask a classifier but no model; give model the address of its bundle",
        "{\"require\": [\"sharpness >= 1\"], \"attempts\": 0} | methods.classic.gate.attempts is 0 but must be",
        "{\"require\": [\"sharpness >= 1\"], \"tries\": 3} | methods.classic.gate.tries is unknown",
      })
  void aWrongGateSaysWhatToDo(String gate, String message) {
    assertThatThrownBy(() -> gated(gate)).hasMessageContaining(message);
  }

  @Test
  void aLaterMethodOfAChainHasNoGateOfItsOwn() {
    var plan =
        "{\"classic\": {\"policy\": \"steps: [flip]\", \"then\": [{\"method\": \"classic\", \"policy\": \"steps: [flip]\", \"gate\": [\"sharpness >= 1\"]}]}}";
    assertThatThrownBy(() -> balancer(plan))
        .hasMessageContaining(
            "gate is given, which the first method of a chain alone may have; remove it");
  }

  @Test
  void whatAMethodCannotFulfillIsRefused() {
    var sample = "{\"sample\": {\"model\": \"m\", \"gate\": [\"similarity <= 0.9\"]}}";
    assertThatThrownBy(() -> balancer(sample))
        .hasMessage(
            "methods.sample.gate asks for the similarity to a source, which samples do not have; remove that gate");
    assertThatThrownBy(() -> balancer("{\"oversample\": {\"gate\": [\"sharpness >= 1\"]}}"))
        .hasMessage(
            "methods.oversample.gate is given, but oversample makes the same image at each draw; leave bad sources out instead");
  }

  @Test
  void aClassThatTheClassifierDoesNotKnowIsNamed() {
    var gate =
        "{\"require\": [\"prediction = label\"], \"model\": \"%s\"}"
            .formatted(CoatsAndBags.classifier());
    var table = Images.unbalanced();
    assertThatThrownBy(() -> gated(gate).setTarget("6").fit(table))
        .hasMessageContaining("Unknown class \"shirt\" for model");
  }

  /** Class 1 is a trouser for the sampler. */
  @Test
  void anIndexThatMeansAnotherClassToTheClassifierIsRefused() {
    var plan =
        "{\"sample\": {\"model\": \"%s\", \"gate\": {\"require\": [\"%s\"], \"model\": \"%s\"}}}";
    var table = Images.table(Images.ofClass("1", 2), Images.ofClass("2", 3));
    var judged =
        balancer(
            plan.formatted(Specimens.model(), "prediction = label", CoatsAndBags.classifier()));
    assertThatThrownBy(() -> judged.fit(table))
        .hasMessageStartingWith("Class \"1\" is \"bag\" for model tiny-judge ")
        .hasMessageContaining(" of the gate but must be \"trouser\", as for model fashion-clothes")
        .hasMessageEndingWith("; label rows with names, or take models with the same labels");
    var trusted =
        balancer(plan.formatted(Specimens.model(), "confidence >= 0", CoatsAndBags.classifier()));
    assertThat(trusted.fit(table).plan().added()).isEqualTo(1);
  }

  @Test
  void namesThatAreNumbersSayNothingOfTheClass() throws IOException {
    var judge = TinyModels.classifier(folder);
    var description = judge.resolve("model.yaml");
    Files.writeString(
        description,
        Files.readString(description).replace("[circle, square, cross]", "[\"1\", \"2\", \"0\"]"));
    var plan =
        "{\"sample\": {\"model\": \"%s\", \"gate\": {\"require\": [\"prediction = label\"], \"model\": \"%s\"}}}"
            .formatted(Specimens.model(), judge);
    var table = Images.table(Images.ofClass("1", 2), Images.ofClass("2", 3));
    assertThat(balancer(plan).fit(table).plan().added()).isEqualTo(1);
  }

  @Test
  void aModelThatIsNoClassifierIsRefusedBeforeAnyJob() {
    var gate =
        "{\"require\": [\"prediction = label\"], \"model\": \"%s\"}".formatted(Specimens.model());
    assertThatThrownBy(() -> gated(gate).fit(Images.unbalanced()))
        .hasMessageContaining("is asked for \"classify\" but offers");
  }

  @Test
  void theColumnOfReasonsMustBeFree() {
    var model = gated("[\"sharpness >= 0\"]").setTarget("6").fit(Images.unbalanced());
    assertThatThrownBy(
            () ->
                model.setHandleRefused("keep").setReasonCol("label").transform(Images.unbalanced()))
        .hasMessageContaining("reasonCol");
  }
}
