package dev.variegate.model;

/**
 * What opens the networks of bundles that ask for one engine. Listed in {@code
 * META-INF/services/dev.variegate.model.NetworkEngine}; its own libraries may be missing until it
 * opens a network.
 */
public interface NetworkEngine {

  /** As descriptions name it. */
  Engine engine();

  /**
   * Opens a network; the caller closes it.
   *
   * @throws BadModelException if it is another one than described, or the engine is not there
   */
  Network open(ModelBundle bundle, NetworkRole role, ComputeOptions compute);

  /**
   * Compares the file of a network with its description, without starting the engine.
   *
   * @throws BadModelException if it is another one than described, or the engine is not there
   */
  void look(ModelBundle bundle, NetworkRole role);
}
