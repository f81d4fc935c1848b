package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.OperationCatalog;
import dev.variegate.policy.text.PolicyFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user reads who mistypes a policy: each text, word for word. */
class PolicyMessagesTest {

  private static final String WORDS = known();

  private static String known() {
    var words = new ArrayList<>(OperationCatalog.load().words());
    words.addAll(
        List.of(
            "auto-augment",
            "one-of",
            "rand-augment",
            "sequence",
            "some-of",
            "trivial-augment-wide"));
    words.sort(null);
    return String.join(", ", words);
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> PolicyFile.read(text, "conf/light.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static void refusesStep(String step, String message) {
    refuses("steps:\n- flip\n- " + step, message);
  }

  @Test
  void ofAnUnknownOperation() {
    refusesStep(
        "rotat: {degrees: 5}",
        "Policy step 2 in conf/light.yaml names the operation \"rotat\"; did you mean \"rotate\"? Known: "
            + WORDS);
    refusesStep(
        "xyzzy", "Policy step 2 in conf/light.yaml names the operation \"xyzzy\"; known: " + WORDS);
    refusesStep(
        "oneof: [flip]",
        "Policy step 2 in conf/light.yaml names the operation \"oneof\"; did you mean \"one-of\"? Known: "
            + WORDS);
  }

  @Test
  void ofAnOperationInsideAChoice() {
    refusesStep(
        "one-of: [flip, {sequence: [flip, rotat]}]",
        "Policy step 2.2.2 in conf/light.yaml names the operation \"rotat\"; did you mean \"rotate\"? Known: "
            + WORDS);
  }

  @Test
  void ofAnUnknownParameter() {
    refusesStep(
        "rotate: {degree: 5}",
        "Policy step 2 in conf/light.yaml: key \"rotate.degree\" is unknown; did you mean \"degrees\"? Known: border, degrees, fill, interpolation");
  }

  @Test
  void ofAParameterOfTheWrongType() {
    refusesStep(
        "rotate: {degrees: wide}",
        "Policy step 2 in conf/light.yaml: key \"rotate.degrees\" is \"wide\" but must be a number or [low, high]; correct it");
    refusesStep(
        "rotate: {degrees: [1, 2, 3]}",
        "Policy step 2 in conf/light.yaml: key \"rotate.degrees\" is [1,2,3] but must be a number or [low, high]; correct it");
    refusesStep(
        "rotate: {degrees: null}",
        "Policy step 2 in conf/light.yaml: key \"rotate.degrees\" is missing but must be a number or [low, high]; add it");
    refusesStep(
        "rotate: {fill: [0, 1]}",
        "Policy step 2 in conf/light.yaml: key \"rotate.fill\" is [0,1] but must be a finite number; correct it");
    refusesStep(
        "rotate: {border: reflect}",
        "Policy step 2 in conf/light.yaml: key \"rotate.border\" is \"reflect\"; known: constant, reflect101, replicate, wrap");
    refusesStep(
        "rotate: 15",
        "Policy step 2 in conf/light.yaml: key \"rotate\" is 15 but must be a mapping of keys; correct it");
  }

  @Test
  void ofAParameterThatItsOperationRefuses() {
    refusesStep(
        "rotate: {degrees: [0, 400]}",
        "Policy step 2 in conf/light.yaml: Rotate degrees is [0.0, 400.0] but must stay within [-360.0, 360.0]; narrow the range");
    refusesStep(
        "rotate: {degrees: [5, -5]}",
        "Policy step 2 in conf/light.yaml: key \"rotate.degrees\" is [5,-5] but must be [low, high] with low at most high; correct it");
    refusesStep(
        "rotate: {degrees: 1e999}",
        "Policy step 2 in conf/light.yaml: key \"rotate.degrees\" is \"Infinity\" but must be a finite number; correct it");
  }

  @Test
  void ofAProbabilityOrWeightOutOfRange() {
    refusesStep(
        "{flip: {}, probability: 1.5}",
        "Policy step 2 in conf/light.yaml: probability is 1.5 but must stay within 0..1; give the fraction of images that it should change");
    refusesStep(
        "{flip: {}, probability: often}",
        "Policy step 2 in conf/light.yaml: key \"probability\" is \"often\" but must be a finite number; correct it");
    refusesStep(
        "one-of: [{flip: {}, weight: 0}]",
        "Policy step 2.1 in conf/light.yaml: weight is 0.0 but must be above 0; give each option a positive weight");
  }

  @Test
  void ofAStrangeKeyBesideAnOperation() {
    refusesStep(
        "{flip: {}, probabilty: 0.5}",
        "Policy step 2 in conf/light.yaml: key \"probabilty\" is unknown; did you mean \"probability\"? Known: probability");
    refusesStep(
        "{flip: {}, weight: 2}",
        "Policy step 2 in conf/light.yaml: key \"weight\" is unknown; known: probability");
    refusesStep(
        "one-of: [{flip: {}, wieght: 2}]",
        "Policy step 2.1 in conf/light.yaml: key \"wieght\" is unknown; did you mean \"weight\"? Known: probability, weight");
  }

  @Test
  void ofAStepThatIsNotOneOperation() {
    refusesStep(
        "{flip: {}, rotate: {}}",
        "Policy step 2 in conf/light.yaml names 2 operations (flip, rotate) but must name one; make each a step of its own");
    refusesStep(
        "probability: 0.5",
        "Policy step 2 in conf/light.yaml names no operation but must name one; add it, such as flip: {}");
    refusesStep(
        "5",
        "Policy step 2 in conf/light.yaml is 5 but must be an operation; write - flip or - rotate: {degrees: 15}");
    refusesStep(
        "sequence: []",
        "Policy step 2 in conf/light.yaml has sequence: [] but must have a list of at least one entry; write sequence: and below it - flip");
    refusesStep(
        "one-of",
        "Policy step 2 in conf/light.yaml has one-of: {} but must have a list of at least one entry; write one-of: and below it - flip");
  }

  @Test
  void ofAnEmptyPolicy() {
    refuses(
        "",
        "Policy in conf/light.yaml is empty but must have the keys name and steps; write steps: and list them");
    refuses(
        "name: x",
        "Policy in conf/light.yaml has no steps but must have a list of at least one entry; write steps: and below it - flip");
    refuses(
        "steps: []",
        "Policy in conf/light.yaml has steps: [] but must have a list of at least one entry; write steps: and below it - flip");
    refuses(
        "[flip]",
        "Policy in conf/light.yaml is [\"flip\"] but must have the keys name and steps; write steps: and list them");
    assertThatThrownBy(() -> new Policy("light", List.of()))
        .hasMessage(
            "Policy \"light\" has no steps but must have at least one; list an operation such as flip");
  }

  @Test
  void ofAKeyThatIsUnknownOrGivenTwice() {
    refuses(
        "step: [flip]",
        "Policy in conf/light.yaml: key \"step\" is unknown; did you mean \"steps\"? Known: name, steps");
    refuses(
        "name: [a]\nsteps: [flip]",
        "Policy in conf/light.yaml: key \"name\" is [\"a\"] but must be text in quotes; correct it");
    refuses(
        "steps: [flip]\nsteps: [flip]",
        "Policy in conf/light.yaml has the key \"steps\" twice (line 2) but must have it once; remove one");
    refuses(
        "{\"steps\": [{\"rotate\": {\"degrees\": 1,\n\"degrees\": 2}}]}",
        "Policy in conf/light.yaml has the key \"degrees\" twice (line 2) but must have it once; remove one");
  }

  @Test
  void ofTextThatIsNeitherYamlNorJson() {
    refuses(
        "steps: [flip",
        "Policy in conf/light.yaml is not valid YAML (line 1: while parsing a flow sequence) but must be readable; fix that line");
    refuses(
        "{\"steps\": flip}",
        "Policy in conf/light.yaml is not valid JSON (line 1: Unrecognized token 'flip': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')) but must be readable; fix that line");
    refuses(
        "{\"steps\": [\"flip\"]} x",
        "Policy in conf/light.yaml is not valid JSON (line 1: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')) but must be readable; fix that line");
  }
}
