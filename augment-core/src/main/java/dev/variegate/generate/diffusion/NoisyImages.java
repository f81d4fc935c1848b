package dev.variegate.generate.diffusion;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Levels;
import dev.variegate.model.TensorRole.Pixels;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Converts images to the noisy batches of a diffusion model and back. Samples are the tensor's
 * floats, in its own layout and range; every batch is full.
 */
public final class NoisyImages {

  private final ModelDescription model;
  private final TensorDescription noisy;
  private final ImageTensors tensors;
  private final long[] shape;

  /**
   * Of a model of task {@code diffuse}.
   *
   * @throws IllegalArgumentException if it leaves the size of its images free and names none
   */
  NoisyImages(ModelDescription model) {
    this.model = model;
    this.noisy = model.input(Pixels.class).orElseThrow();
    this.tensors = new ImageTensors(noisy, model.batch(), size(model, noisy));
    this.shape = tensors.tensor(List.of()).shape().stream().mapToLong(Long::longValue).toArray();
  }

  /** Refuses a network of free height and width that names no size for its images. */
  public static void requireSize(ModelDescription model) {
    size(model, model.input(Pixels.class).orElseThrow());
  }

  private static Size size(ModelDescription model, TensorDescription noisy) {
    return noisy
        .fixedSize()
        .or(((Pixels) noisy.meaning()).extent()::working)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Model %s names no size for the images of its free height and width; give its image the key \"size\""
                        .formatted(model.title())));
  }

  /** The tensor that noisy images go into. */
  public TensorDescription described() {
    return noisy;
  }

  public int channels() {
    return ((Pixels) noisy.meaning()).channels().count();
  }

  public Size size() {
    return tensors.size();
  }

  /** The samples as the network takes them. */
  Tensor tensor(float[] samples) {
    return Tensor.of(samples, shape);
  }

  /** Floats of one image. */
  int width() {
    return Math.toIntExact(LongStream.of(shape).skip(1).reduce(1L, Math::multiplyExact));
  }

  /** The images of a batch, which have the network's size and channels, filled up with zeros. */
  public float[] samples(List<Image> images) {
    return tensors.tensor(images).floats();
  }

  /** One image of a batch, 8-bit. */
  public Image image(float[] samples, int row) {
    return tensors.image(finite(samples, row), row);
  }

  /** One image of a batch, float, black 0 and white 1. */
  Image floats(float[] samples, int row) {
    return tensors.floats(finite(samples, row), row);
  }

  /** The same with its brightness as it is, even if the bundle asks for stretched levels. */
  public Image unstretched(float[] samples, int row) {
    return unstretched().floats(finite(samples, row), row);
  }

  /** The result of the last step, which no run of the network has checked. */
  private Tensor finite(float[] samples, int row) {
    for (int i = row * width(); i < (row + 1) * width(); i++) {
      if (!Float.isFinite(samples[i])) {
        throw new BadOutputException(
            "An image of model %s is %s at element %d after its last step but must be finite; take more steps, another scheduler or a lower guidance scale"
                .formatted(model.title(), samples[i], i - row * width()));
      }
    }
    return tensor(samples);
  }

  private ImageTensors unstretched() {
    var p = (Pixels) noisy.meaning();
    var fixed =
        new Pixels(
            p.layout(),
            p.channels(),
            p.low(),
            p.high(),
            p.mean(),
            p.deviation(),
            Levels.FIXED,
            p.extent());
    return new ImageTensors(
        new TensorDescription(noisy.name(), noisy.type(), noisy.shape(), fixed),
        model.batch(),
        size());
  }
}
