package dev.variegate.policy.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Border;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.policy.Policy;
import dev.variegate.policy.PolicyStep.OneOf;
import dev.variegate.policy.PolicyStep.Option;
import dev.variegate.policy.PolicyStep.Sequence;
import dev.variegate.policy.PolicyStep.Single;
import dev.variegate.random.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyFileTest {

  private static final Policy WHOLE_GRAMMAR =
      new Policy(
          "whole",
          List.of(
              new Single(rotate(Range.of(-15, 15), Border.WRAP), 0.5),
              new OneOf(
                  List.of(
                      new Option(new Single(new Brightness(Range.fixed(0.5)), 1), 2),
                      new Option(
                          new Sequence(
                              List.of(
                                  new Single(new Flip(Flip.Axis.VERTICAL), 0.25),
                                  new Single(new Brightness(), 1)),
                              0.75),
                          1)),
                  1),
              new Single(new Flip(), 1)));

  private static Rotate rotate(Range degrees, Border border) {
    return new Rotate(degrees, new Rotate().interpolation(), border, 0);
  }

  @Test
  void readsEveryPartOfTheGrammar() {
    var policy =
        PolicyFile.read(
            """
            # a comment
            name: whole
            steps:
              - rotate: {degrees: [-15, 15], border: wrap}
                probability: 0.5
              - one-of:
                  - brightness: {factor: 0.5}
                    weight: 2
                  - sequence:
                      - flip: {axis: vertical}
                        probability: 0.25
                      - brightness
                    probability: 0.75
              - flip
            """,
            "test");
    assertThat(policy).isEqualTo(WHOLE_GRAMMAR);
  }

  @Test
  void jsonIsTheSameGrammar() {
    var policy =
        PolicyFile.read(
            """
            {"name": "whole", "steps": [
              {"rotate": {"degrees": [-15, 15], "border": "wrap"}, "probability": 0.5},
              {"one-of": [
                {"brightness": {"factor": 0.5}, "weight": 2},
                {"sequence": [
                  {"flip": {"axis": "vertical"}, "probability": 0.25}, "brightness"],
                 "probability": 0.75}]},
              "flip"]}
            """,
            "test");
    assertThat(policy).isEqualTo(WHOLE_GRAMMAR);
  }

  @Test
  void writesWhatItReads() {
    var json = PolicyFile.json(WHOLE_GRAMMAR);
    var yaml = PolicyFile.yaml(WHOLE_GRAMMAR);
    assertThat(PolicyFile.read(json, "test")).isEqualTo(WHOLE_GRAMMAR);
    assertThat(PolicyFile.read(yaml, "test")).isEqualTo(WHOLE_GRAMMAR);
    assertThat(json).doesNotContain("\n").startsWith("{\"name\":\"whole\",\"steps\":[{\"rotate\":");
    assertThat(yaml)
        .startsWith(
            """
            name: "whole"
            steps:
              - rotate:
                  degrees:
                    - -15.0
                    - 15.0
            """);
  }

  @Test
  void keepsNamesAndNumbersThatYamlWouldTakeForOthers() {
    for (var name : List.of("", "yes", "1e5", "- a: b", "{x}", "größer\n", "null", " # ", "0x1F")) {
      var policy =
          new Policy(
              name,
              List.of(
                  new Single(new Brightness(Range.of(1e-12, 1e-4)), 1e-300),
                  new OneOf(List.of(new Option(new Single(new Flip(), 1), 1e200)), 1)));
      assertThat(PolicyFile.read(PolicyFile.yaml(policy), "test")).isEqualTo(policy);
      assertThat(PolicyFile.read(PolicyFile.json(policy), "test")).isEqualTo(policy);
    }
  }

  @Test
  void aWordAloneStandsForTheDefaultsOfItsOperation() {
    var defaults = List.of(new Single(new Rotate(), 1));
    for (var step : List.of("rotate", "rotate:", "rotate: {}")) {
      assertThat(PolicyFile.read("steps:\n- " + step, "test").steps()).isEqualTo(defaults);
    }
  }

  @Test
  void takesNumbersInEveryUsualForm() {
    for (var number : List.of("0.002", "2e-3", "2.0e-3", "+2E-3", ".002")) {
      assertThat(
              PolicyFile.read("steps:\n- brightness: {factor: %s}".formatted(number), "test")
                  .steps())
          .containsExactly(new Single(new Brightness(Range.fixed(0.002)), 1));
    }
  }

  @Test
  void aPolicyWithoutANameIsUnnamed() {
    assertThat(PolicyFile.read("steps: [flip]", "test").name()).isEqualTo("unnamed");
  }
}
