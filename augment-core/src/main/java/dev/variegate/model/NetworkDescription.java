package dev.variegate.model;

import java.util.List;
import java.util.Optional;

/**
 * One network of a bundle.
 *
 * @param role what it is for
 * @param file path of its weights among the bundle's files
 * @param inputs all of its inputs
 * @param outputs those of its outputs that are used
 */
public record NetworkDescription(
    NetworkRole role,
    String file,
    List<TensorDescription> inputs,
    List<TensorDescription> outputs) {

  public NetworkDescription {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The input with this meaning, if the network has one. */
  public Optional<TensorDescription> input(Class<? extends TensorRole> meaning) {
    return inputs.stream().filter(tensor -> meaning.isInstance(tensor.meaning())).findFirst();
  }

  /** All inputs with this meaning. */
  public List<TensorDescription> inputs(Class<? extends TensorRole> meaning) {
    return inputs.stream().filter(tensor -> meaning.isInstance(tensor.meaning())).toList();
  }

  /** The output with this meaning, if the network has one. */
  public Optional<TensorDescription> output(Class<? extends TensorRole> meaning) {
    return outputs.stream().filter(tensor -> meaning.isInstance(tensor.meaning())).findFirst();
  }
}
