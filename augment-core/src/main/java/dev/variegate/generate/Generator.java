package dev.variegate.generate;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a model bundle opens to: a network with a task. Thread-safe; closed by whoever opened it.
 */
public interface Generator extends AutoCloseable {

  /** Name and version of the model. */
  String title();

  /** What this generator can be asked to do. */
  Set<Capability> capabilities();

  /**
   * Refuses a generator that lacks a capability.
   *
   * @throws UnsupportedOperationException naming what was asked for and what it offers
   */
  default void require(Capability capability) {
    if (!capabilities().contains(capability)) {
      throw new UnsupportedOperationException(
          "Model %s cannot \"%s\", it offers %s; take a model that can"
              .formatted(title(), capability, new TreeSet<>(capabilities())));
    }
  }

  @Override
  void close();
}
