package dev.variegate.train.flow;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.variegate.base.KebabCase;
import dev.variegate.train.Batch;
import dev.variegate.train.ImageShape;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.TrainableModel;
import dev.variegate.train.TrainedNetwork;
import dev.variegate.train.TrainingOptions;
import dev.variegate.train.layer.Learner;
import dev.variegate.train.layer.Snapshot;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A normalizing flow while it is trained to give the images a high density, the class given where
 * there are classes. The density is that of images with uniform noise of one level, the logarithm
 * of which is a lower bound of that of the image's probability.
 *
 * <p>Source: Dinh et al., "Density estimation using Real NVP", arXiv:1605.08803; Kingma and
 * Dhariwal, "Glow: generative flow with invertible 1x1 convolutions", arXiv:1807.03039.
 */
public final class NormalizingFlow implements TrainableModel {

  private static final String STEPS = "steps";
  private static final String UNIFORM = "uniform";
  private static final double BITS_OF_A_SAMPLE = 8;

  /** Steps in which the rate rises to the whole one, as Glow needs it as well. */
  private static final int WARM_UP = 100;

  /**
   * Below what is usual (10 to 400), so that a batch with an image that is far from all others
   * moves the weights no more than any other does; without it, some trainings diverge.
   */
  private static final double LARGEST_GRADIENT = 1;

  private final FlowNetwork network;
  private final NDManager manager;
  private final TrainingOptions training;
  private final double temperature;
  private final Learner learner;
  private int steps;

  private NormalizingFlow(
      NDManager manager,
      ImageShape shape,
      int classes,
      FlowOptions options,
      TrainingOptions training) {
    this.manager = manager;
    this.training = training;
    this.temperature = options.temperature();
    this.network = new FlowNetwork(shape, options, classes, training.seed());
    var weights = network.declare(new TrainableWeights(manager, "flow", training.seed()));
    this.learner = new Learner(manager, weights, training.averaging());
  }

  /** Flows of these sizes. */
  public record Family(FlowOptions options) implements TrainableModel.Family {

    @Override
    public String name() {
      return KebabCase.kebab(options.kind());
    }

    @Override
    public String task() {
      return "sample";
    }

    @Override
    public Map<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      settings.put("steps", options.steps());
      settings.put("width", options.width());
      settings.put("alpha", options.alpha());
      settings.put("temperature", options.temperature());
      return settings;
    }

    @Override
    public TrainableModel open(
        NDManager manager, ImageShape shape, int classes, TrainingOptions training) {
      return new NormalizingFlow(manager, shape, classes, options, training);
    }
  }

  @Override
  public List<String> losses() {
    return List.of("bits/dim");
  }

  @Override
  public float[] step(Batch batch, double rate) {
    if (steps == 0) {
      normalize(batch);
    }
    steps++;
    learner.weights().learn();
    NDArray loss;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      loss = bitsPerDimension(batch, new FlowWeights(network, learner.weights()::at));
      collector.backward(loss);
    }
    learner.weights().clipGradients(LARGEST_GRADIENT);
    learner.step(rate * Math.min(1, (double) steps / WARM_UP));
    return new float[] {loss.getFloat()};
  }

  /** Makes the shifts and scales of all steps fit the first batch, before anything is learned. */
  private void normalize(Batch batch) {
    var layers = new TorchLayers(new FlowWeights(network, learner.weights()::at)::at);
    network.encode(
        layers,
        dequantized(batch),
        batch.labels(),
        (mixing, x) -> mixing.normalize(learner.weights(), x));
    learner.restartAverage();
  }

  @Override
  public float[] evaluate(Batch batch) {
    return new float[] {bitsPerDimension(batch, averaged()).getFloat()};
  }

  private FlowWeights averaged() {
    return new FlowWeights(network, learner.averages()::get);
  }

  private NDArray bitsPerDimension(Batch batch, FlowWeights of) {
    var layers = new TorchLayers(of::at);
    var density = network.encode(layers, dequantized(batch), batch.labels()).logDensity();
    double nats = network.sizes().shape().size() * Math.log(2);
    return density.mean().mul(number(density, -1 / nats)).add(number(density, BITS_OF_A_SAMPLE));
  }

  private static NDArray dequantized(Batch batch) {
    var images = batch.images();
    var parts = batch.noise().uniform(UNIFORM, images.getShape().getShape());
    var layers = new TorchLayers(name -> parts);
    return layers.plus(
        SampleScale.levels(layers, images), layers.linear(parts, 1 / SampleScale.LEVELS, 0));
  }

  @Override
  public NDArray samples(NDArray labels, KeyedNoise noise) {
    var z = noise.normal("samples", labels.getShape().get(0), network.sizes().shape().size());
    var layers = new TorchLayers(averaged()::at);
    return SampleScale.image(
        layers, network.decode(layers, layers.linear(z, temperature, 0), labels));
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

  private FlowNetworks exported() {
    var shape = network.sizes().shape();
    var all = averaged().with(learner.averages());
    var noise = new KeyedNoise(manager, training.seed(), 0);
    var parts = noise.uniform("likelihood", 1, shape.channels(), shape.height(), shape.width());
    all.put(FlowNetworks.PARTS, parts.mul(number(parts, 1 / SampleScale.LEVELS)));
    return new FlowNetworks(network, all, temperature);
  }

  @Override
  public void save(String prefix, Snapshot to) {
    learner.save(prefix, to);
    to.text(prefix + STEPS, Integer.toString(steps));
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    learner.restore(prefix, from);
    steps = Integer.parseInt(from.text(prefix + STEPS));
  }

  @Override
  public void close() {
    learner.close();
  }
}
