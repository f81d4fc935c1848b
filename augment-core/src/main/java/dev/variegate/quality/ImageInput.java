package dev.variegate.quality;

import dev.variegate.image.Image;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.pixel.NetworkColors;
import dev.variegate.pixel.Resampling;
import java.util.List;
import java.util.Map;

/** How images enter a network that looks at them. */
final class ImageInput {

  private final TensorDescription input;
  private final ImageTensors tensors;

  ImageInput(ModelDescription model) {
    this.input = model.input(Pixels.class).orElseThrow();
    this.tensors = new ImageTensors(input, model.batch());
  }

  /**
   * The image as the network takes it, which the caller closes: colors become gray or gray becomes
   * colors, and another size is scaled by anti-aliased cubic convolution.
   */
  Image fitted(Image image) {
    int channels = ((Pixels) input.meaning()).channels().count();
    var colored = NetworkColors.entering(image, channels);
    if (colored.size().equals(tensors.size())) {
      return colored;
    }
    try (colored) {
      return Resampling.BICUBIC.resample(colored, tensors.size());
    }
  }

  /** A batch of fitted images. */
  Map<String, Tensor> tensor(List<Image> batch) {
    return Map.of(input.name(), tensors.tensor(batch));
  }
}
