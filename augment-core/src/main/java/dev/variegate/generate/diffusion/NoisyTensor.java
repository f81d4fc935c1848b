package dev.variegate.generate.diffusion;

import dev.variegate.image.Size;
import dev.variegate.model.Layout;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Pixels;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensor that a diffusion model denoises: images, or latents of its autoencoder.
 *
 * @param shape of a full batch
 * @param size width and height of one entry
 */
record NoisyTensor(TensorDescription described, List<Long> shape, Size size) {

  /**
   * Of a model of task {@code diffuse}.
   *
   * @throws IllegalArgumentException if it leaves the size of its images free and names none
   */
  static NoisyTensor of(ModelDescription model) {
    var latent = model.input(Latent.class);
    if (latent.isEmpty()) {
      var images = new NoisyImages(model);
      return new NoisyTensor(
          model.input(Pixels.class).orElseThrow(), images.shape(), images.size());
    }
    var shape = new ArrayList<>(latent.get().shape());
    shape.set(0, (long) model.batch());
    return new NoisyTensor(latent.get(), List.copyOf(shape), Layout.NCHW.size(shape));
  }

  /** Samples of a full batch as the network takes them. */
  Tensor tensor(double[] samples) {
    return Tensor.of(Samples.floats(samples), shape.stream().mapToLong(Long::longValue).toArray());
  }

  /** Samples of one entry. */
  int width() {
    return Math.toIntExact(shape.stream().skip(1).reduce(1L, Math::multiplyExact));
  }

  /** Samples that lie together: all of an entry, or those of one pixel. */
  int together() {
    return described.meaning() instanceof Pixels pixels && pixels.layout() == Layout.NHWC
        ? pixels.channels().count()
        : width();
  }
}
