package dev.variegate.model.describe;

import dev.variegate.model.NetworkRole;
import dev.variegate.model.Task;
import java.util.List;

/** Guesses what each tensor of a network means, and writes its keys. */
final class TensorRoleGuess {

  private final Task task;
  private final NetworkRole role;
  private final InspectedNetwork network;

  TensorRoleGuess(Task task, NetworkRole role, InspectedNetwork network) {
    this.task = task;
    this.role = role;
    this.network = network;
  }

  /** The word of an input. */
  String input(InspectedTensor tensor) {
    return switch (role) {
      case GENERATOR -> tensor.isWhole() || tensor.isCalled("label", "class") ? "label" : "latent";
      case DECODER -> task == Task.STYLIZE ? styled(tensor) : "latent";
      case ENCODER -> tensor.isWhole() ? "label" : "image";
      case CLASSIFIER, UPSCALER -> "image";
      case TRANSLATOR -> isLarge(tensor) ? "image" : tensor.isWhole() ? "label" : "strength";
      case INPAINTER -> isMask(tensor) ? "mask" : "image";
      case DENOISER -> isLarge(tensor) ? "image" : isTime(tensor) ? "timestep" : "label";
    };
  }

  private static boolean isLarge(InspectedTensor tensor) {
    return tensor.shape().size() > 1 || (tensor.shape().isEmpty() && !tensor.isWhole());
  }

  private String styled(InspectedTensor tensor) {
    if (tensor.shape().size() == 1 || tensor.isCalled("alpha", "strength")) {
      return "strength";
    }
    return tensor.isCalled("style") || (network.inputs().indexOf(tensor) == 1 && !named())
        ? "style"
        : "content";
  }

  private boolean named() {
    return network.inputs().stream().anyMatch(input -> input.isCalled("style"));
  }

  private boolean isMask(InspectedTensor tensor) {
    return network.inputs().stream().anyMatch(input -> input.isCalled("mask"))
        ? tensor.isCalled("mask")
        : network.inputs().indexOf(tensor) == 1;
  }

  /** One that is called so or, if none is, the first that is not large. */
  private boolean isTime(InspectedTensor tensor) {
    var small = network.inputs().stream().filter(input -> !isLarge(input)).toList();
    return small.stream().anyMatch(TaskGuess::isTime)
        ? TaskGuess.isTime(tensor)
        : small.indexOf(tensor) == 0;
  }

  /** The outputs that have a place, in the order of the network. */
  List<InspectedTensor> outputs() {
    var fitting = network.outputs().stream().filter(output -> !makesImage() || mayBeImage(output));
    return fitting.limit(role == NetworkRole.CLASSIFIER ? 2 : 1).toList();
  }

  private static boolean mayBeImage(InspectedTensor output) {
    return output.shape().isEmpty() || output.isImage();
  }

  private boolean makesImage() {
    return switch (role) {
      case GENERATOR, DECODER, TRANSLATOR, UPSCALER, INPAINTER -> true;
      case ENCODER, CLASSIFIER, DENOISER -> false;
    };
  }

  /** The word of an output. */
  String output(InspectedTensor tensor) {
    return switch (role) {
      case CLASSIFIER -> tensor.equals(scores()) ? "scores" : "features";
      case ENCODER -> task == Task.STYLIZE ? "features" : "latent";
      case DENOISER -> "prediction";
      default -> "image";
    };
  }

  /** Scores are fewer than features. */
  InspectedTensor scores() {
    var outputs = outputs();
    return outputs.size() == 2 && outputs.get(1).numbers() < outputs.get(0).numbers()
        ? outputs.get(1)
        : outputs.get(0);
  }
}
