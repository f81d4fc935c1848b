package dev.variegate.generate.diffusion;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Levels;
import dev.variegate.model.TensorRole.Pixels;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Converts images to the batches of a diffusion model and back. Samples are the tensor's, in its
 * own layout and range; every batch is full. They are what is denoised, or go through an
 * autoencoder.
 */
public final class NoisyImages {

  private final ModelDescription model;
  private final TensorDescription entering;
  private final TensorDescription leaving;
  private final ImageTensors reader;
  private final ImageTensors writer;
  private final long[] shape;

  /**
   * Of a model of task {@code diffuse}.
   *
   * @throws IllegalArgumentException if it leaves the size of its images free and names none
   */
  NoisyImages(ModelDescription model) {
    this.model = model;
    this.leaving = leaving(model);
    var size = size(model, leaving);
    this.entering = entering(model, size);
    this.reader = new ImageTensors(leaving, model.batch(), size);
    this.writer = new ImageTensors(entering, model.batch(), size);
    this.shape = reader.tensor(List.of()).shape().stream().mapToLong(Long::longValue).toArray();
  }

  /** Refuses a model whose images have no size, or several. */
  public static void requireSize(ModelDescription model) {
    new NoisyImages(model);
  }

  /** Whether it denoises latents, which a decoder turns into images. */
  public static boolean areDecoded(ModelDescription model) {
    return model.has(NetworkRole.DECODER);
  }

  private static TensorDescription leaving(ModelDescription model) {
    return areDecoded(model)
        ? model.network(NetworkRole.DECODER).output(Pixels.class).orElseThrow()
        : model.input(Pixels.class).orElseThrow();
  }

  /** What images go into: the encoder at the size of the decoder's images, or the denoiser. */
  private static TensorDescription entering(ModelDescription model, Size size) {
    if (!model.has(NetworkRole.ENCODER)) {
      return leaving(model);
    }
    var image = model.network(NetworkRole.ENCODER).input(Pixels.class).orElseThrow();
    if (image.fixedSize().filter(fixed -> !fixed.equals(size)).isPresent()) {
      throw new IllegalArgumentException(
          "Model %s encodes images of %s and decodes images of %s but must do both at one size; correct the description"
              .formatted(model.title(), image.fixedSize().get(), size));
    }
    return image.withSize(size);
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

  /** The tensor that images go into. */
  public TensorDescription described() {
    return entering;
  }

  public int channels() {
    return ((Pixels) entering.meaning()).channels().count();
  }

  public Size size() {
    return reader.size();
  }

  /** Of a full batch of the images that are made. */
  List<Long> shape() {
    return LongStream.of(shape).boxed().toList();
  }

  /** The images of a batch as a network takes them, filled up with zeros. */
  Tensor tensor(List<Image> images) {
    return writer.tensor(images);
  }

  /** Floats of one image. */
  private int width() {
    return Math.toIntExact(LongStream.of(shape).skip(1).reduce(1L, Math::multiplyExact));
  }

  /** The images of a batch, which have the network's size and channels, filled up with zeros. */
  public double[] samples(List<Image> images) {
    return Samples.of(tensor(images).floats());
  }

  /** One image of a batch, 8-bit. */
  public Image image(float[] samples, int row) {
    return reader.image(finite(samples, row), row);
  }

  /** One image of a batch, float, black 0 and white 1. */
  Image floats(float[] samples, int row) {
    return reader.floats(finite(samples, row), row);
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
    return Tensor.of(samples, shape);
  }

  private ImageTensors unstretched() {
    var p = (Pixels) leaving.meaning();
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
        new TensorDescription(leaving.name(), leaving.type(), leaving.shape(), fixed),
        model.batch(),
        size());
  }
}
