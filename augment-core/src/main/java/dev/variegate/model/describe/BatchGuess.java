package dev.variegate.model.describe;

import java.util.List;
import java.util.stream.Stream;

/**
 * How many rows each run of a bundle may well have.
 *
 * @param networks of the bundle
 */
record BatchGuess(List<InspectedNetwork> networks) {

  private static final int SMALL_SIDE = 64;
  private static final int MEDIUM_SIDE = 256;

  /** As the description has it, with a note where the number may be changed. */
  String text() {
    return rows()
        + (networks.get(0).inputs().stream().anyMatch(input -> input.sizes().startsWith("[-1"))
            ? "  # rows of every run; more is faster and takes more memory"
            : "");
  }

  /** The rows that the network insists on, else as many as suit the size of its images. */
  private long rows() {
    if (tensors().anyMatch(InspectedTensor::isSingleImage)) {
      return 1;
    }
    var fixed =
        tensors().filter(any -> any.shape().size() > 1 && any.shape().get(0) > 0).findFirst();
    if (fixed.isPresent()) {
      return fixed.get().shape().get(0);
    }
    long side =
        tensors()
            .filter(InspectedTensor::isImage)
            .mapToLong(image -> image.isFree() ? Long.MAX_VALUE : image.height())
            .max()
            .orElse(1);
    return side <= SMALL_SIDE ? 16 : side <= MEDIUM_SIDE ? 4 : 1;
  }

  private Stream<InspectedTensor> tensors() {
    return networks.stream()
        .flatMap(network -> Stream.concat(network.inputs().stream(), network.outputs().stream()));
  }
}
