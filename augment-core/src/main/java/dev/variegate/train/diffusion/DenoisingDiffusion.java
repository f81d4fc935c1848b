package dev.variegate.train.diffusion;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.variegate.base.KebabCase;
import dev.variegate.generate.schedule.SchedulerConfig;
import dev.variegate.model.ModelDescription;
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
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A denoising diffusion model, conditional on the class where there are classes. Its loss is the
 * mean square error of what it says of images at timesteps drawn evenly, without the weights of the
 * variational bound.
 *
 * <p>Source: Ho et al., "Denoising diffusion probabilistic models", arXiv:2006.11239, algorithm 1
 * and equation 14.
 */
public final class DenoisingDiffusion implements TrainableModel {

  private final DdpmOptions options;
  private final SchedulerConfig scheduler;
  private final NoiseLevels levels;
  private final KnownClasses classes;
  private final DenoiserNetwork network;
  private final Learner learner;

  private DenoisingDiffusion(
      NDManager manager,
      ImageShape shape,
      int classes,
      DdpmOptions options,
      TrainingOptions training) {
    this.options = options;
    this.scheduler = options.scheduler();
    this.levels = NoiseLevels.of(scheduler);
    this.classes = new KnownClasses(classes, options.classDropout());
    this.network = new DenoiserNetwork(Levels.of(shape, options.width()), this.classes.rows());
    var weights = network.declare(new TrainableWeights(manager, "denoiser", training.seed()));
    this.learner = new Learner(manager, weights, training.averaging());
  }

  /** Diffusion models of this kind. */
  public record Family(DdpmOptions options) implements TrainableModel.Family {

    @Override
    public String name() {
      return "ddpm";
    }

    @Override
    public String task() {
      return "diffuse";
    }

    @Override
    public Map<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      settings.put("width", options.width());
      settings.put("target", KebabCase.kebab(options.target()));
      settings.put("curve", KebabCase.kebab(options.curve()));
      settings.put("steps", options.steps());
      settings.put("classDropout", options.classDropout());
      return settings;
    }

    @Override
    public Map<String, byte[]> files() {
      return Map.of(
          ModelDescription.SCHEDULER, options.schedulerJson().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public TrainableModel open(
        NDManager manager, ImageShape shape, int classes, TrainingOptions training) {
      return new DenoisingDiffusion(manager, shape, classes, options, training);
    }
  }

  @Override
  public List<String> losses() {
    return List.of("error");
  }

  @Override
  public float[] step(Batch batch, double rate) {
    learner.weights().learn();
    NDArray error;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      error = error(batch, learner.layers());
      collector.backward(error);
    }
    learner.step(rate);
    return new float[] {error.getFloat()};
  }

  @Override
  public float[] evaluate(Batch batch) {
    return new float[] {error(batch, learner.averagedLayers()).getFloat()};
  }

  private NDArray error(Batch batch, TorchLayers layers) {
    var noisy = NoisyBatch.of(batch, options.target(), levels, classes);
    var said = network.prediction(layers, noisy.x(), noisy.time(), noisy.labels());
    var difference = said.sub(noisy.target());
    return difference.mul(difference).mean();
  }

  @Override
  public NDArray samples(NDArray labels, KeyedNoise noise) {
    return new TorchSampling(network, learner.averagedLayers(), scheduler).images(labels, noise);
  }

  @Override
  public List<TrainedNetwork> networks() {
    return List.of(new DenoiserExport(network, classes, learner.averages()).network());
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
    learner.close();
  }
}
