package dev.variegate.train.autoregressive;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.generate.autoregressive.PixelSizes;
import dev.variegate.generate.autoregressive.RasterScan;
import dev.variegate.random.Seeds;
import dev.variegate.train.Batch;
import dev.variegate.train.ImageShape;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.TrainableModel;
import dev.variegate.train.TrainedNetwork;
import dev.variegate.train.TrainingOptions;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.Learner;
import dev.variegate.train.layer.Snapshot;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A PixelCNN++ while it is trained to give the images a high probability, the class given where
 * there are classes. The probability is exact.
 *
 * <p>Source: Salimans et al., "PixelCNN++: improving the PixelCNN with discretized logistic mixture
 * likelihood and other modifications", arXiv:1701.05517.
 */
public final class PixelCnn implements TrainableModel {

  private final PixelCnnNetwork network;
  private final double temperature;
  private final Learner learner;
  private final Map<String, NDArray> places;

  private PixelCnn(
      NDManager manager,
      ImageShape shape,
      int classes,
      PixelCnnOptions options,
      TrainingOptions training) {
    this.temperature = options.temperature();
    this.network = new PixelCnnNetwork(shape, options, classes);
    var weights = network.declare(new TrainableWeights(manager, "pixel-cnn", training.seed()));
    this.learner = new Learner(manager, weights, training.averaging());
    this.places = network.places(manager);
  }

  /** PixelCNN++ of these sizes. */
  public record Family(PixelCnnOptions options) implements TrainableModel.Family {

    @Override
    public String name() {
      return "pixel-cnn";
    }

    @Override
    public String task() {
      return "autoregress";
    }

    @Override
    public Map<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      settings.put("width", options.width());
      settings.put("blocks", options.blocks());
      settings.put("components", options.components());
      settings.put("temperature", options.temperature());
      return settings;
    }

    @Override
    public TrainableModel open(
        NDManager manager, ImageShape shape, int classes, TrainingOptions training) {
      return new PixelCnn(manager, shape, classes, options, training);
    }
  }

  @Override
  public List<String> losses() {
    return List.of("bits/dim");
  }

  @Override
  public float[] step(Batch batch, double rate) {
    learner.weights().learn();
    NDArray loss;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      loss = bitsPerDimension(batch, layers(learner.weights().all()));
      collector.backward(loss);
    }
    learner.step(rate);
    return new float[] {loss.getFloat()};
  }

  @Override
  public float[] evaluate(Batch batch) {
    return new float[] {bitsPerDimension(batch, layers(learner.averages())).getFloat()};
  }

  private TorchLayers layers(Map<String, NDArray> weights) {
    return new TorchLayers(withPlaces(weights)::get);
  }

  private Map<String, NDArray> withPlaces(Map<String, NDArray> weights) {
    var all = new LinkedHashMap<>(weights);
    all.putAll(places);
    return all;
  }

  private NDArray bitsPerDimension(Batch batch, TorchLayers layers) {
    var x = layers.linear(batch.images(), 2, -1);
    var nats = network.logProbability(layers, x, batch.labels()).mean();
    return nats.mul(number(nats, -1 / (network.shape().size() * Math.log(2))));
  }

  @Override
  public NDArray samples(NDArray labels, KeyedNoise noise) {
    var shape = network.shape();
    int count = (int) labels.getShape().get(0);
    var sizes =
        new PixelSizes(
            count,
            network.mixture(),
            shape.height(),
            shape.width(),
            network.rowState(),
            network.context(),
            network.pixelState());
    var steps = new TorchSteps(network, layers(learner.averages()), sizes, labels);
    var randoms =
        IntStream.range(0, count)
            .<RandomGenerator>mapToObj(
                i -> Seeds.generator(noise.seed(), "samples", noise.number(), i))
            .toList();
    float[] images = RasterScan.images(sizes, steps, temperature, randoms);
    for (int i = 0; i < images.length; i++) {
      images[i] = (images[i] + 1) / 2;
    }
    return EngineArrays.array(
        labels.getManager(),
        images,
        new Shape(count, shape.channels(), shape.height(), shape.width()));
  }

  @Override
  public List<TrainedNetwork> networks() {
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return exported().all();
    }
  }

  @Override
  public List<Companion> companions() {
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return List.of(exported().likelihood());
    }
  }

  private PixelCnnExport exported() {
    return new PixelCnnExport(network, withPlaces(learner.averages()), temperature);
  }

  @Override
  public void save(String prefix, Snapshot to) {
    learner.save(prefix, to);
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    learner.restore(prefix, from);
  }

  @Override
  public void close() {
    places.values().forEach(NDArray::close);
    learner.close();
  }
}
