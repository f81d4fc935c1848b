package dev.variegate.model.describe;

import dev.variegate.model.NetworkRole;
import dev.variegate.model.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Guesses what each tensor of a network means, and writes its keys. */
final class TensorRoleGuess {

  private static final String[] CONDITIONS = {
    "cond", "source", "low", "masked", "encoder_hidden_states", "embed"
  };

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
      case GENERATOR -> generating(tensor);
      case DECODER -> task == Task.STYLIZE ? styled(tensor) : tensor.isWhole() ? "codes" : "latent";
      case EMBEDDER -> "label";
      case ENCODER, PREDICTOR -> tensor.isWhole() ? "label" : "image";
      case CLASSIFIER, SEGMENTER, UPSCALER -> "image";
      case SCORER -> tensor.isImage() ? "image" : tensor.isWhole() ? "label" : "features";
      case TRANSLATOR -> translated(tensor);
      case INPAINTER -> isMask(tensor) ? "mask" : "image";
      case DENOISER -> isLarge(tensor) ? denoised(tensor) : isTime(tensor) ? "timestep" : "label";
      case ROW_ENCODER, PIXEL_PREDICTOR -> "state"; // never guessed
    };
  }

  /** Numbers beside the image, such as a noise level, are the same in each run. */
  private static String translated(InspectedTensor tensor) {
    if (tensor.isImage() || tensor.isTransparent() || isUnknown(tensor)) {
      return "image";
    }
    if (tensor.isWhole()) {
      return "label";
    }
    boolean level = isLarge(tensor) || tensor.isCalled("sigma", "noise", "level");
    return level ? "constant" : "strength";
  }

  /** Whether the file says nothing of its sizes. */
  private static boolean isUnknown(InspectedTensor tensor) {
    return tensor.shape().isEmpty() && !tensor.isWhole();
  }

  /**
   * Of the large inputs of a denoiser one is noisy, and the others are what it is conditioned on.
   */
  private String denoised(InspectedTensor tensor) {
    if (TaskGuess.isTime(tensor)) {
      return "timestep";
    }
    if (isUnknown(tensor) || tensor.equals(noisy())) {
      return tensor.shape().size() < 4 || tensor.isImage() ? "image" : "latent";
    }
    if (isMaskOfDenoiser(tensor)) {
      return "mask";
    }
    if (isClass(tensor) || tensor.isWhole()) {
      return "label";
    }
    return tensor.shape().size() == 4 && !isEmbedded(tensor) ? "source" : "embedding";
  }

  /** The first that is called so or, if none is, that has no other name and the most axes. */
  private InspectedTensor noisy() {
    var large =
        network.inputs().stream()
            .filter(input -> isLarge(input) && !TaskGuess.isTime(input))
            .toList();
    var plain =
        large.stream()
            .filter(input -> !isMaskOfDenoiser(input) && !isClass(input))
            .filter(input -> !input.isCalled(CONDITIONS))
            .toList();
    return plain.stream()
        .filter(
            input -> input.isCalled("sample", "nois") || Set.of("x", "x_t").contains(input.name()))
        .findFirst()
        .or(() -> plain.stream().max(Comparator.comparing(input -> input.shape().size())))
        .orElse(large.get(0));
  }

  private static boolean isEmbedded(InspectedTensor tensor) {
    return tensor.isCalled("encoder_hidden_states", "embed");
  }

  private static boolean isMaskOfDenoiser(InspectedTensor tensor) {
    boolean named = tensor.isCalled("mask") && !tensor.isCalled("masked"); // that is a source
    return named && tensor.isImage() && tensor.channels() == 1;
  }

  /** The first that holds numbers is the latent, unless another one is called so. */
  private String generating(InspectedTensor tensor) {
    var label =
        network.inputs().stream()
            .filter(TensorRoleGuess::isClass)
            .findFirst()
            .or(() -> network.inputs().stream().filter(InspectedTensor::isWhole).findFirst());
    if (label.filter(tensor::equals).isPresent()) {
      return "label";
    }
    if (tensor.isCalled("truncation", "psi")) {
      return "truncation";
    }
    var numbers =
        network.inputs().stream()
            .filter(input -> !input.isWhole() && input.shape().size() != 1)
            .filter(input -> !isClass(input) && !input.isCalled("truncation", "psi"))
            .toList();
    var latent =
        numbers.stream()
            .filter(input -> input.name().equals("z") || input.isCalled("latent"))
            .findFirst()
            .or(() -> numbers.stream().findFirst());
    if (latent.filter(tensor::equals).isPresent()) {
      return "latent";
    }
    return tensor.isCalled("noise") && !tensor.isFree() ? "noise" : "constant";
  }

  private static boolean isClass(InspectedTensor tensor) {
    return tensor.name().equals("y") || tensor.isCalled("label", "class", "onehot", "one_hot");
  }

  private static boolean isLarge(InspectedTensor tensor) {
    return tensor.shape().size() > 1 || isUnknown(tensor);
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
    var fitting =
        network.outputs().stream()
            .filter(output -> !makesImage() || mayBeImage(output))
            .sorted(Comparator.comparing(output -> !isCodes(output)));
    return fitting.limit(role == NetworkRole.CLASSIFIER ? 2 : 1).toList();
  }

  /** Encoders of codes may give what the codes stand for as well. */
  private boolean isCodes(InspectedTensor output) {
    return role == NetworkRole.ENCODER && output.isWhole();
  }

  private static boolean mayBeImage(InspectedTensor output) {
    return output.shape().isEmpty()
        || output.isImage()
        || output.isTransparent()
        || output.flatSide() > 0;
  }

  /** Whether what it makes lies over the image that it is given. */
  boolean isPixelAligned() {
    return role.isPixelAligned();
  }

  private boolean makesImage() {
    return switch (role) {
      case GENERATOR, DECODER, TRANSLATOR, UPSCALER, INPAINTER -> true;
      case ENCODER, EMBEDDER, CLASSIFIER, SCORER, SEGMENTER, DENOISER -> false;
      case PREDICTOR, ROW_ENCODER, PIXEL_PREDICTOR -> false;
    };
  }

  /** The word of an output. */
  String output(InspectedTensor tensor) {
    return switch (role) {
      case CLASSIFIER -> tensor.equals(scores()) ? "scores" : "features";
      case ENCODER -> task == Task.STYLIZE ? "features" : tensor.isWhole() ? "codes" : "latent";
      case EMBEDDER -> "embedding";
      case SCORER -> "score";
      case DENOISER -> "prediction";
      case PREDICTOR -> "mixture";
      case SEGMENTER -> "segmentation";
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
