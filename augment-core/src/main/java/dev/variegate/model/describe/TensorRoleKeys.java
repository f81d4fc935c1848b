package dev.variegate.model.describe;

import java.util.List;

/** The further keys of a tensor in a first description, with what each may be. */
final class TensorRoleKeys {

  private TensorRoleKeys() {}

  static List<String> of(String meaning, InspectedTensor tensor) {
    return switch (meaning) {
      case "image" -> pixels(tensor);
      case "mask" ->
          List.of(
              layout(tensor),
              "hole: TODO  # what marks a pixel to fill, often 1; kept is the other");
      case "latent" ->
          List.of(
              tensor.isFree()
                  ? "distribution: none  # its sizes follow those of an image"
                  : "distribution: TODO  # normal, uniform, truncated-normal, or none where latents come from images alone");
      case "scores" -> List.of("form: " + form(tensor));
      default -> List.of();
    };
  }

  private static List<String> pixels(InspectedTensor tensor) {
    var range =
        "range: TODO  # the values of black and white: [0, 1], [-1, 1] or [0, 255]; mean and deviation follow where it wants them";
    var channels =
        tensor.channels() == 1
            ? "channels: gray  # or luma, where colors do not pass through the network"
            : "channels: rgb  # or bgr";
    return tensor.isFree()
        ? List.of(
            layout(tensor),
            channels,
            range,
            "# multiple: 8  # where height and width must be multiples",
            "# size: [256, 256]  # width and height that it runs at in tiles")
        : List.of(layout(tensor), channels, range);
  }

  private static String layout(InspectedTensor tensor) {
    return "layout: " + (tensor.hasChannelsLast() ? "NHWC" : "NCHW");
  }

  private static String form(InspectedTensor tensor) {
    if (tensor.isCalled("logsoftmax", "log_softmax")) {
      return "log-probabilities";
    }
    if (tensor.isCalled("softmax", "prob")) {
      return "probabilities";
    }
    return tensor.isCalled("logit")
        ? "logits"
        : "TODO  # logits, log-probabilities or probabilities";
  }
}
