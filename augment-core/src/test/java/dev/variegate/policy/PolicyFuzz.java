package dev.variegate.policy;

import dev.variegate.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads policy files, and writes and reads again what was read. */
public final class PolicyFuzz implements FuzzTarget {

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
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
            """)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> words() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        "null",
        "-1",
        "1e999",
        "NaN",
        "2147483648",
        "9223372036854775808",
        "&a",
        "*a",
        "!!java",
        "steps",
        "probability",
        "one-of",
        "sequence");
  }

  @Override
  public void read(byte[] input) {
    var policy = PolicyFile.read(new String(input, StandardCharsets.UTF_8), "fuzz.yaml");
    if (!PolicyFile.read(PolicyFile.json(policy), "again").equals(policy)) {
      throw new AssertionError("a policy is another one when it is read again");
    }
  }
}
