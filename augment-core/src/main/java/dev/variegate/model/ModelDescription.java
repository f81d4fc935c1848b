package dev.variegate.model;

import dev.variegate.op.Words;
import dev.variegate.policy.DidYouMean;
import java.util.List;
import java.util.Optional;

/**
 * What {@code model.yaml} says about a network; docs/model-bundle.md explains every key.
 *
 * @param family how the network was made, free text such as {@code conditional-vae}
 * @param licence SPDX name or free text; empty where none is stated
 * @param labels the names of the classes, in the order of their indexes; may be empty
 * @param batch how many rows every run of the network has, so that a neighbour changes no picture
 */
public record ModelDescription(
    String name,
    String version,
    Task task,
    String family,
    String licence,
    List<String> labels,
    int batch,
    List<ModelFile> files,
    List<TensorDescription> inputs,
    List<TensorDescription> outputs) {

  public ModelDescription {
    labels = List.copyOf(labels);
    files = List.copyOf(files);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (batch < 1) {
      throw new IllegalArgumentException(
          "Key \"batch\" is %d, must be 1 or more; 64 suits small networks".formatted(batch));
    }
    if (labels.stream().distinct().count() != labels.size()) {
      throw new IllegalArgumentException(
          "Key \"labels\" is %s, must not name a class twice; rename one".formatted(labels));
    }
    if (files.size() != 1) {
      throw new IllegalArgumentException(
          "Key \"files\" names %d files, a network of task \"%s\" has exactly one; list its .onnx file alone"
              .formatted(files.size(), Words.kebab(task)));
    }
    new TaskRules(task, labels.size(), batch).check(inputs, outputs);
  }

  /** Name and version, as messages and lineage call the model. */
  public String title() {
    return name + " " + version;
  }

  /** The input with this meaning, if the network has one. */
  public Optional<TensorDescription> input(Class<? extends Meaning> meaning) {
    return inputs.stream().filter(tensor -> meaning.isInstance(tensor.meaning())).findFirst();
  }

  /** The output with this meaning, if the network has one. */
  public Optional<TensorDescription> output(Class<? extends Meaning> meaning) {
    return outputs.stream().filter(tensor -> meaning.isInstance(tensor.meaning())).findFirst();
  }

  /**
   * The index of a class given by its name or, where no class is named so, by its index.
   *
   * @throws IllegalArgumentException naming the known classes and the likeliest one
   */
  public int labelIndex(String label) {
    int index = labels.indexOf(label);
    if (index < 0 && label.matches("\\d{1,9}") && Integer.parseInt(label) < labels.size()) {
      index = Integer.parseInt(label);
    }
    if (index < 0) {
      throw new IllegalArgumentException(
          "Unknown class \"%s\" for model %s; %s"
              .formatted(label, title(), DidYouMean.among(label, labels)));
    }
    return index;
  }
}
