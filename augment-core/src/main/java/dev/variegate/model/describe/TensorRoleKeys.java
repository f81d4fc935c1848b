package dev.variegate.model.describe;

import java.util.List;

/** The further keys of a tensor in a first description, with what each may be. */
final class TensorRoleKeys {

  private static final String RANGE =
      "range: TODO  # the values of black and white: [0, 1], [-1, 1] or [0, 255]; mean and deviation follow where it wants them";

  private TensorRoleKeys() {}

  static List<String> of(String meaning, InspectedTensor tensor) {
    return switch (meaning) {
      case "image" -> pixels(tensor);
      case "source" ->
          tensor.channels() == 4
              ? List.of(
                  "# TODO: 4 channels; sources are images of 1 or 3, and latents cannot be described")
              : List.of(layout(tensor), channels(tensor), RANGE);
      case "mask" ->
          List.of(
              layout(tensor),
              "hole: TODO  # what marks a pixel to fill, often 1; kept is the other");
      case "latent" ->
          List.of(
              tensor.isFree()
                  ? "distribution: none  # its sizes follow those of an image"
                  : "distribution: TODO  # normal, uniform, truncated-normal, or none where latents come from images alone");
      case "segmentation" ->
          List.of(
              "layout: " + tensor.axes(), "form: " + (tensor.isIndex() ? "indices" : form(tensor)));
      case "scores" -> List.of("form: " + form(tensor));
      case "label" ->
          tensor.shape().size() == 2 && tensor.shape().get(1) > 1
              ? List.of("encoding: one-hot")
              : List.of();
      case "truncation" ->
          List.of("# value: 0.7  # where no truncation is asked for; without it 1");
      case "constant" -> List.of("value: TODO  # a number, or one for each element of a row");
      default -> List.of();
    };
  }

  private static String channels(InspectedTensor tensor) {
    return switch ((int) tensor.channels()) {
      case 1 -> "channels: gray  # or luma, where colors do not pass through the network";
      case 4 -> "channels: rgba";
      default -> "channels: rgb  # or bgr";
    };
  }

  private static List<String> pixels(InspectedTensor tensor) {
    if (tensor.flatSide() > 0) {
      return List.of(
          layout(tensor),
          channels(tensor),
          RANGE,
          "size: [%d, %d]  # width and height, guessed of a square"
              .formatted(tensor.flatSide(), tensor.flatSide()));
    }
    return tensor.isFree()
        ? List.of(
            layout(tensor),
            channels(tensor),
            RANGE,
            "# multiple: 8  # where height and width must be multiples",
            "# size: [256, 256]  # width and height that it runs at in tiles")
        : List.of(layout(tensor), channels(tensor), RANGE);
  }

  private static String layout(InspectedTensor tensor) {
    var axes = tensor.hasChannelsLast() ? "HWC" : "CHW";
    return "layout: " + (tensor.isSingleImage() ? axes : "N" + axes);
  }

  private static String form(InspectedTensor tensor) {
    if (tensor.isCalled("logsoftmax", "log_softmax")) {
      return "log-probabilities";
    }
    if (tensor.isCalled("softmax", "sigmoid", "prob")) {
      return "probabilities";
    }
    if (tensor.sumsToOne()) {
      return "probabilities  # since those of a trial sum to 1";
    }
    return tensor.isCalled("logit")
        ? "logits"
        : "TODO  # logits, log-probabilities or probabilities";
  }
}
