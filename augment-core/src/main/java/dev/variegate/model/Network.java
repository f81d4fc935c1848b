package dev.variegate.model;

import java.util.Map;

/** An opened network. Safe to run from many threads; closed by whoever opened or leased it. */
public interface Network extends AutoCloseable {

  /**
   * Computes the described outputs from the described inputs, both by their names in the network.
   *
   * <p>The first size of every tensor is the batch of the description.
   *
   * @param rows that are asked for, from the first; the others fill the batch up, and what comes of
   *     them may be no numbers
   * @throws BadModelException if the engine fails
   * @throws BadOutputException if an output holds a number that is not finite in an asked row
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs, int rows);

  /** Computes the outputs of a batch all of whose rows are asked for. */
  default Map<String, Tensor> run(Map<String, Tensor> inputs) {
    return run(inputs, Integer.MAX_VALUE);
  }

  @Override
  void close();
}
