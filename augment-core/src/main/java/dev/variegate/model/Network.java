package dev.variegate.model;

import java.util.Map;

/** An opened network. Safe to run from many threads; closed by whoever opened or leased it. */
public interface Network extends AutoCloseable {

  /**
   * Computes the described outputs from the described inputs, both by their names in the network.
   *
   * <p>The first size of every tensor is the batch of the description.
   *
   * @throws BadModelException if the engine fails or an output holds a number that is not finite
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs);

  @Override
  void close();
}
