package dev.variegate.policy.text;

import dev.variegate.base.Json;
import dev.variegate.policy.Policy;

/**
 * Policies as text: one grammar in YAML and JSON, for files and for the value of a stage's
 * parameter.
 *
 * <pre>{@code
 * name: light
 * steps:
 *   - rotate: {degrees: [-15, 15]}
 *     probability: 0.5
 *   - one-of:
 *       - gaussian-blur: {sigma: [0.5, 1.5]}
 *         weight: 2
 *       - gaussian-noise: {deviation: 0.05}
 *   - flip
 * }</pre>
 */
public final class PolicyFile {

  private PolicyFile() {}

  /**
   * Reads a policy.
   *
   * @param text JSON if it opens with a brace, else YAML
   * @param where the file or parameter that holds the text, for messages
   * @throws IllegalArgumentException that names the place, the value, the rule and a way out
   */
  public static Policy read(String text, String where) {
    return PolicyReader.read(text, where);
  }

  /** The policy as one line of JSON; {@code read(json(policy))} equals it. */
  public static String json(Policy policy) {
    return Json.json(PolicyWriter.tree(policy));
  }

  /** The policy as YAML, as for a file; {@code read(yaml(policy))} equals it. */
  public static String yaml(Policy policy) {
    return Json.yaml(PolicyWriter.tree(policy));
  }
}
