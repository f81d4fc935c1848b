package dev.variegate.generate.autoregressive;

import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole;
import dev.variegate.model.TensorRole.Context;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Mixture;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The networks of an autoregressive model: a row encoder and a pixel predictor where the bundle has
 * them, else the predictor, which then runs on whole images for every pixel.
 */
public final class AutoregressiveNetworks implements AutoCloseable {

  private final ModelDescription model;
  private final List<Network> networks;
  private final TensorDescription image;
  private final TensorDescription mixture;
  private final ImageTensors tensors;

  private AutoregressiveNetworks(ModelDescription model, List<Network> networks) {
    this.model = model;
    this.networks = networks;
    this.image = model.input(Pixels.class).orElseThrow();
    this.mixture = model.output(Mixture.class).orElseThrow();
    this.tensors = new ImageTensors(image, model.batch());
  }

  /** Opens the networks that sampling runs; they are shared with all others of this JVM. */
  public static AutoregressiveNetworks open(ModelBundle bundle, ComputeOptions compute) {
    var roles =
        bundle.description().has(NetworkRole.PIXEL_PREDICTOR)
            ? List.of(NetworkRole.ROW_ENCODER, NetworkRole.PIXEL_PREDICTOR)
            : List.of(NetworkRole.PREDICTOR);
    var networks = new ArrayList<Network>();
    try {
      for (var role : roles) {
        networks.add(ModelCache.lease(bundle, role, compute));
      }
      return new AutoregressiveNetworks(bundle.description(), networks);
    } catch (RuntimeException e) {
      networks.forEach(Network::close);
      throw e;
    }
  }

  /**
   * Draws images, at most a batch; the caller closes them.
   *
   * @param labels indexes of the classes; of no matter where the model takes none
   * @param randoms where each image is drawn from
   */
  public List<Image> draw(List<Integer> labels, List<RandomGenerator> randoms) {
    var sizes = sizes();
    var scan =
        new RasterScan(
            sizes.mixture(),
            sizes.height(),
            sizes.width(),
            ((Mixture) mixture.meaning()).temperature());
    float[] drawn = scan.images(model.batch(), predictor(sizes, labels), randoms);
    var tensor = Tensor.of(drawn, model.batch(), sizes.channels(), sizes.height(), sizes.width());
    var images = new ArrayList<Image>();
    for (int i = 0; i < randoms.size(); i++) {
      images.add(tensors.image(tensor, i));
    }
    return images;
  }

  private PixelPredictor predictor(PixelSizes sizes, List<Integer> labels) {
    if (networks.size() == 1) {
      var label = classes(NetworkRole.PREDICTOR, labels);
      return new WholePredictor(networks.get(0), image, mixture, label, labels.size());
    }
    var label = classes(NetworkRole.ROW_ENCODER, labels);
    return new CachedPredictor(
        sizes, new NetworkSteps(model, networks.get(0), networks.get(1), label, labels.size()));
  }

  private Map<String, Tensor> classes(NetworkRole role, List<Integer> labels) {
    var indexes = new long[model.batch()];
    for (int i = 0; i < labels.size(); i++) {
      indexes[i] = labels.get(i);
    }
    return model
        .network(role)
        .input(Label.class)
        .map(tensor -> Map.of(tensor.name(), Tensor.of(indexes, model.batch())))
        .orElse(Map.of());
  }

  private PixelSizes sizes() {
    int channels = size(image, 1);
    return new PixelSizes(
        model.batch(),
        LogisticMixture.of(channels, size(mixture, 1)),
        size(image, 2),
        size(image, 3),
        numbers(NetworkRole.ROW_ENCODER, State.class),
        numbers(NetworkRole.PIXEL_PREDICTOR, Context.class),
        numbers(NetworkRole.PIXEL_PREDICTOR, State.class));
  }

  private int numbers(NetworkRole role, Class<? extends TensorRole> meaning) {
    return model.has(role) ? size(model.network(role).input(meaning).orElseThrow(), 1) : 0;
  }

  private static int size(TensorDescription tensor, int axis) {
    return Math.toIntExact(tensor.shape().get(axis));
  }

  @Override
  public void close() {
    networks.forEach(Network::close);
  }
}
