package dev.variegate.model.torch;

import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TorchArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Compares the arguments of a TorchScript network with its description. */
final class TorchSignature {

  private TorchSignature() {}

  /**
   * The names of the inputs in the order in which the network takes them.
   *
   * @throws BadModelException if the file is of another engine, or its inputs are others than
   *     described, naming both sides
   */
  static List<String> inputs(ModelDescription model, NetworkDescription network, Path file) {
    try {
      if (!TorchArchive.is(file)) {
        throw new BadModelException(
            "Model file %s of model %s is not a TorchScript archive, \"engine\" is \"torchscript\"; set engine: onnx if it is an ONNX network, or write it with torch.jit.save"
                .formatted(file, model.title()));
      }
      var found = TorchArchive.inputs(file);
      var described = network.inputs().stream().map(TensorDescription::name).toList();
      if (!new TreeSet<>(found).equals(new TreeSet<>(described))) {
        throw new BadModelException(
            "model.yaml of model %s describes the inputs %s but the network has %s; correct model.yaml"
                .formatted(model.title(), described, found));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s".formatted(file), e);
    }
  }
}
