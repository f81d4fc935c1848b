package dev.variegate.generate.sample;

import dev.variegate.generate.framing.BatchScalars;
import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.TensorRole.Noise;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Truncation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** Turns latent vectors of a fixed size, with classes where the network takes them, to images. */
final class LatentGenerator implements AutoCloseable {

  private final ModelDescription model;
  private final Network network;
  private final TensorDescription latent;
  private final Optional<TensorDescription> label;
  private final Optional<TensorDescription> truncation;
  private final List<TensorDescription> noises;
  private final TensorDescription image;
  private final ImageTensors tensors;

  private LatentGenerator(ModelDescription model, Network network) {
    this.model = model;
    this.network = network;
    this.latent = model.input(Latent.class).orElseThrow();
    this.label = model.input(Label.class);
    this.truncation = model.input(Truncation.class);
    this.noises = model.network(model.task().main()).inputs(Noise.class);
    this.image = model.output(Pixels.class).orElseThrow();
    this.tensors = new ImageTensors(image, model.batch());
  }

  static LatentGenerator open(ModelBundle bundle, ComputeOptions compute) {
    var model = bundle.description();
    var network = ModelCache.lease(bundle, model.task().main(), compute);
    try {
      return new LatentGenerator(model, network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  TensorDescription latent() {
    return latent;
  }

  /** How many numbers one latent vector has. */
  int latentSize() {
    return Math.toIntExact(latent.shape().stream().skip(1).reduce(1L, Math::multiplyExact));
  }

  /** The class as lineages name it; empty where the model takes none. */
  String labelName(String asked) {
    return label.isPresent() ? model.labels().get(model.labelIndex(asked)) : "";
  }

  /** Whether the network itself takes how far latents are truncated. */
  boolean takesTruncation() {
    return truncation.isPresent();
  }

  /**
   * What an image is made from.
   *
   * @param latent its numbers
   * @param label class; "" for none
   * @param noise where further noise is drawn from
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Start(float[] latent, String label, RandomGenerator noise) {}

  /**
   * One image for each start, in order; the caller closes them.
   *
   * @param asked truncation, where the network takes one
   */
  List<Image> images(List<Start> starts, OptionalDouble asked) {
    var classes = starts.stream().map(start -> model.askedLabel(start.label())).toList();
    var images = new ArrayList<Image>();
    try {
      for (int from = 0; from < starts.size(); from += model.batch()) {
        int to = Math.min(starts.size(), from + model.batch());
        var made = run(starts.subList(from, to), classes.subList(from, to), asked);
        for (int i = 0; i < to - from; i++) {
          images.add(tensors.image(made, i));
        }
      }
      return images;
    } catch (RuntimeException | Error e) {
      images.forEach(Image::close);
      throw e;
    }
  }

  private Tensor run(List<Start> starts, List<Integer> classes, OptionalDouble asked) {
    var z = new float[Math.multiplyExact(model.batch(), latentSize())];
    var y = new long[model.batch()];
    for (int i = 0; i < starts.size(); i++) {
      System.arraycopy(starts.get(i).latent(), 0, z, i * latentSize(), latentSize());
      y[i] = classes.get(i);
    }
    var inputs = new HashMap<String, Tensor>();
    inputs.put(latent.name(), Tensor.of(z, sizes(latent)));
    label.ifPresent(tensor -> inputs.put(tensor.name(), Tensor.of(y, model.batch())));
    truncation.ifPresent(
        tensor ->
            inputs.put(
                tensor.name(),
                BatchScalars.of(
                    tensor,
                    model.batch(),
                    asked.orElse(((Truncation) tensor.meaning()).defaultValue()))));
    noises.forEach(tensor -> inputs.put(tensor.name(), noise(tensor, starts)));
    return network.run(inputs, starts.size()).get(image.name());
  }

  /** Of each image from its own stream, one tensor after the other. */
  private Tensor noise(TensorDescription described, List<Start> starts) {
    int each = Math.toIntExact(described.shape().stream().skip(1).reduce(1L, Math::multiplyExact));
    double scale = ((Noise) described.meaning()).scale();
    var values = new float[Math.multiplyExact(model.batch(), each)];
    for (int i = 0; i < starts.size(); i++) {
      var random = starts.get(i).noise();
      for (int k = 0; k < each; k++) {
        values[i * each + k] = (float) (scale * random.nextGaussian());
      }
    }
    return Tensor.of(values, sizes(described));
  }

  private long[] sizes(TensorDescription described) {
    var sizes = described.shape().stream().mapToLong(Long::longValue).toArray();
    sizes[0] = model.batch();
    return sizes;
  }

  @Override
  public void close() {
    network.close();
  }
}
