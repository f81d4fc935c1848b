package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BalanceMethodTest {

  @Test
  void aPolicyIsItsTextOrItsTree() {
    var methods =
        BalanceMethod.parse(
            """
            [{"method": "classic", "policy": "name: p\\nsteps: [flip]", "weight": 2.5},
             {"method": "classic", "policy": {"name": "p", "steps": ["flip"]}}]""");
    assertThat(methods.get(0).policy()).isEqualTo(methods.get(1).policy());
    assertThat(methods.get(0).weight()).isEqualTo(2.5);
    assertThat(methods.get(1).weight()).isEqualTo(1);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    refuses(
        "[{\"method\": \"clasic\"}]",
        "methods, entry 1, names the method \"clasic\"; did you mean \"classic\"? Known: classic, oversample, sample");
    refuses(
        "[{\"method\": \"oversample\"}, {\"method\": \"classic\", \"polcy\": \"\"}]",
        "methods, entry 2, has the key \"polcy\"; did you mean \"policy\"? Known: method, model, policy, references, weight");
    refuses(
        "[{\"method\": \"sample\"}]",
        "methods, entry 1, is \"sample\" and has no \"model\", must have one; add it");
    refuses(
        "[{\"method\": \"oversample\", \"model\": \"m\"}]",
        "methods, entry 1, is \"oversample\" and has a \"model\", must have none; remove it");
    refuses(
        "[{\"method\": \"oversample\", \"weight\": 0}]",
        "methods, entry 1, has the weight 0, must be a number above 0; give 1 to share evenly");
    refuses(
        "[]",
        "methods is [], must be a list of at least one; write it as [{\"method\": \"oversample\"}]");
  }

  @Test
  void aTypoInsideThePolicyIsToldWithItsPlace() {
    assertThatThrownBy(
            () ->
                BalanceMethod.parse(
                    "[{\"method\": \"classic\", \"policy\": {\"name\": \"p\", \"steps\": [\"rotat\"]}}]"))
        .hasMessageContaining("methods, entry 1, key \"policy\"")
        .hasMessageContaining("did you mean \"rotate\"?");
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> BalanceMethod.parse(text)).hasMessage(message);
  }
}
