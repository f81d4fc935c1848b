package dev.variegate.policy;

import dev.variegate.policy.text.PolicyFile;
import dev.variegate.testing.fuzz.TextTarget;
import java.util.List;

/** Reads policy files, and writes and reads again what was read. */
public final class PolicyFuzz extends TextTarget {

  public PolicyFuzz() {
    super(
        "policy",
        List.of("!!java", "steps", "probability", "one-of", "sequence"),
        """
            name: light
            steps:
              - flip
              - rotate: {degrees: [-15, 15]}
                probability: 0.5
              - one-of:
                  - gamma: {exponent: [0.8, 1.2]}
                    weight: 2
                  - sequence: [brightness, contrast]
            """,
        """
            {"name": "auto", "steps": [{"rand-augment": {"operations": 2, "strength": 9}}, {"crop": {"width": 8, "height": 8}}, "trivial-augment-wide"]}
            """,
        """
            steps: [{some-of: {count: [1, 2], steps: [elastic, {cutout: {}}, solarize]}}, {aug-mix: {}}]
            """);
  }

  @Override
  protected void read(String text) {
    var policy = PolicyFile.read(text, "fuzz.yaml");
    if (!PolicyFile.read(PolicyFile.json(policy), "again").equals(policy)) {
      throw new AssertionError("a policy is another one when it is read again");
    }
  }
}
