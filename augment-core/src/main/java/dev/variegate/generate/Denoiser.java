package dev.variegate.generate;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.Compute;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.Meaning.Label;
import dev.variegate.model.Meaning.Layout;
import dev.variegate.model.Meaning.Levels;
import dev.variegate.model.Meaning.Pixels;
import dev.variegate.model.Meaning.Prediction;
import dev.variegate.model.Meaning.Timestep;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.Role;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * The network of a diffusion model: says of a noisy batch at one timestep what the scheduler wants
 * to know. Samples are the tensor's floats, in its own layout and range; every batch is full.
 */
final class Denoiser implements AutoCloseable {

  private final ModelDescription model;
  private final Network network;
  private final TensorDescription noisy;
  private final TensorDescription timestep;
  private final Optional<TensorDescription> label;
  private final TensorDescription prediction;
  private final ImageTensors pictures;
  private final long[] shape;

  private Denoiser(ModelDescription model, Network network) {
    this.model = model;
    this.network = network;
    this.noisy = model.input(Pixels.class).orElseThrow();
    this.timestep = model.input(Timestep.class).orElseThrow();
    this.label = model.input(Label.class);
    this.prediction = model.output(Prediction.class).orElseThrow();
    this.pictures = new ImageTensors(noisy, model.batch(), size(model, noisy));
    this.shape = pictures.tensor(List.of()).shape().stream().mapToLong(Long::longValue).toArray();
  }

  static Denoiser open(ModelBundle bundle, Compute compute) {
    var network = ModelCache.lease(bundle, Role.DENOISER, compute);
    try {
      return new Denoiser(bundle.description(), network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static Size size(ModelDescription model, TensorDescription noisy) {
    var pixels = (Pixels) noisy.meaning();
    int height = pixels.layout() == Layout.NHWC ? 1 : 2;
    if (noisy.shape().get(height) != TensorDescription.FREE) {
      return new Size(
          Math.toIntExact(noisy.shape().get(height + 1)),
          Math.toIntExact(noisy.shape().get(height)));
    }
    return pixels
        .extent()
        .working()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Model %s names no size for the pictures of its free height and width; give its image the key \"size\""
                        .formatted(model.title())));
  }

  ModelDescription model() {
    return model;
  }

  /** The tensor that noisy pictures go into. */
  TensorDescription picture() {
    return noisy;
  }

  Size size() {
    return pictures.size();
  }

  int batch() {
    return model.batch();
  }

  /** Floats of one picture. */
  int width() {
    return Math.toIntExact(LongStream.of(shape).skip(1).reduce(1L, Math::multiplyExact));
  }

  /** The pictures of a batch, which have the network's size and channels, filled up with zeros. */
  float[] samples(List<Image> images) {
    return pictures.tensor(images).floats();
  }

  /** One picture of a batch, 8-bit. */
  Image image(float[] samples, int row) {
    return pictures.image(tensor(samples, row), row);
  }

  /** One picture of a batch, float, black 0 and white 1. */
  Image floats(float[] samples, int row) {
    return pictures.floats(tensor(samples, row), row);
  }

  /** The same with its brightness as it is, even if the bundle asks for stretched levels. */
  Image unstretched(float[] samples, int row) {
    return unstretched().floats(tensor(samples, row), row);
  }

  /** What a way through the noise has led to, which no run of the network has looked at. */
  private Tensor tensor(float[] samples, int row) {
    for (int i = row * width(); i < (row + 1) * width(); i++) {
      if (!Float.isFinite(samples[i])) {
        throw new BadOutputException(
            "A picture of model %s is %s at element %d after its last step, must be finite; take more steps, another scheduler or a lower guidance scale"
                .formatted(model.title(), samples[i], i - row * width()));
      }
    }
    return Tensor.of(samples, shape);
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
        pictures.size());
  }

  /**
   * The index that the network takes for a class.
   *
   * @param asked name or index of a class; "" for none
   * @throws IllegalArgumentException if the network cannot be asked so
   */
  static long index(ModelDescription model, String asked) {
    var label = model.input(Label.class);
    if (label.isEmpty() && !asked.isEmpty()) {
      throw new IllegalArgumentException(
          "Model %s takes no class and is asked for \"%s\", must be asked for none; leave the class empty"
              .formatted(model.title(), asked));
    }
    if (!asked.isEmpty()) {
      return model.labelIndex(asked);
    }
    var none = unconditional(model);
    if (label.isPresent() && none.isEmpty()) {
      throw new IllegalArgumentException(
          "Model %s is asked for no class, must be asked for one of %s; name it"
              .formatted(model.title(), model.labels()));
    }
    return none.orElse(0);
  }

  long index(String asked) {
    return index(model, asked);
  }

  /** The class as lineages name it; "" for none. */
  String labelName(String asked) {
    return asked.isEmpty() ? "" : model.labels().get(model.labelIndex(asked));
  }

  private static OptionalInt unconditional(ModelDescription model) {
    return model
        .input(Label.class)
        .map(tensor -> ((Label) tensor.meaning()).unconditional())
        .orElse(OptionalInt.empty());
  }

  /** Refuses a network of free height and width that names no size for its pictures. */
  static void requireSize(ModelDescription model) {
    size(model, model.input(Pixels.class).orElseThrow());
  }

  /** Refuses a guidance scale that needs predictions for no class where there are none. */
  static void requireGuidance(ModelDescription model, double scale) {
    if (scale != 1 && unconditional(model).isEmpty()) {
      throw new IllegalArgumentException(
          "Guidance scale is %s, model %s knows no index for no class; leave it out, or give the label the key \"unconditional\" if the network was trained so"
              .formatted(scale, model.title()));
    }
  }

  /**
   * What the network predicts.
   *
   * @param x scaled samples of a full batch
   * @param time of the whole batch; rounded where the network takes whole timesteps
   * @param classes of the pictures
   * @param guidanceScale see {@link DiffusionOptions}
   */
  float[] predict(float[] x, double time, BatchClasses classes, double guidanceScale) {
    var asked = run(x, time, classes);
    if (guidanceScale == 1) {
      return asked;
    }
    var none = new long[model.batch()];
    Arrays.fill(none, unconditional(model).orElseThrow());
    var without = run(x, time, new BatchClasses(none, classes.pictures()));
    var guided = new float[asked.length];
    for (int i = 0; i < guided.length; i++) {
      guided[i] = (float) (without[i] + guidanceScale * ((double) asked[i] - without[i]));
    }
    return guided;
  }

  private float[] run(float[] x, double time, BatchClasses classes) {
    var inputs = new HashMap<String, Tensor>();
    inputs.put(noisy.name(), Tensor.of(x, shape));
    inputs.put(timestep.name(), time(time));
    label.ifPresent(
        tensor -> inputs.put(tensor.name(), Tensor.of(classes.indices(), model.batch())));
    return network.run(inputs, classes.pictures()).get(prediction.name()).floats();
  }

  private Tensor time(double time) {
    int count = timestep.shape().get(0) == 1 ? 1 : model.batch();
    if (timestep.type().isReal()) {
      var times = new float[count];
      Arrays.fill(times, (float) time);
      return Tensor.of(times, count);
    }
    var times = new long[count];
    Arrays.fill(times, Math.round(time));
    return Tensor.of(times, count);
  }

  @Override
  public void close() {
    network.close();
  }
}
