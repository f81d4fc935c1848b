package dev.variegate.generate.sample;

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
import dev.variegate.model.TensorRole.Pixels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Turns latent vectors of a fixed size, with classes where the network takes them, to images. */
final class LatentGenerator implements AutoCloseable {

  private final ModelDescription model;
  private final Network network;
  private final TensorDescription latent;
  private final Optional<TensorDescription> label;
  private final TensorDescription image;
  private final ImageTensors tensors;

  private LatentGenerator(ModelDescription model, Network network) {
    this.model = model;
    this.network = network;
    this.latent = model.input(Latent.class).orElseThrow();
    this.label = model.input(Label.class);
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

  /**
   * One image for each vector, in order; the caller closes them.
   *
   * @param labels one for each vector; "" for no class
   */
  List<Image> images(List<float[]> vectors, List<String> labels) {
    var classes = labels.stream().map(model::askedLabel).toList();
    var images = new ArrayList<Image>();
    try {
      for (int from = 0; from < vectors.size(); from += model.batch()) {
        int to = Math.min(vectors.size(), from + model.batch());
        var made = run(vectors.subList(from, to), classes.subList(from, to));
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

  private Tensor run(List<float[]> vectors, List<Integer> classes) {
    var z = new float[Math.multiplyExact(model.batch(), latentSize())];
    var y = new long[model.batch()];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(vectors.get(i), 0, z, i * latentSize(), latentSize());
      y[i] = classes.get(i);
    }
    var inputs = new HashMap<String, Tensor>();
    inputs.put(latent.name(), Tensor.of(z, sizes()));
    label.ifPresent(tensor -> inputs.put(tensor.name(), Tensor.of(y, model.batch())));
    return network.run(inputs, vectors.size()).get(image.name());
  }

  private long[] sizes() {
    var sizes = latent.shape().stream().mapToLong(Long::longValue).toArray();
    sizes[0] = model.batch();
    return sizes;
  }

  @Override
  public void close() {
    network.close();
  }
}
