package dev.variegate.policy.imported;

import dev.variegate.policy.Policy;
import java.io.Serializable;
import java.util.List;

/**
 * A policy made from the text of another library, with an account of what is not the same.
 *
 * @param policy to be used or written as a file
 * @param differences what is there, but not exactly as over there; a sentence each
 * @param missing what could not be carried over; a sentence each
 */
public record ImportedPolicy(Policy policy, List<String> differences, List<String> missing)
    implements Serializable {

  public ImportedPolicy {
    differences = List.copyOf(differences);
    missing = List.copyOf(missing);
  }

  /**
   * The policy, if nothing is missing.
   *
   * @throws IllegalArgumentException that names what is
   */
  public Policy complete() {
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Policy \"%s\" lacks what could not be carried over: %s; take policy() to go without"
              .formatted(policy.name(), String.join(" ", missing)));
    }
    return policy;
  }
}
