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
import dev.variegate.train.layer.Adam;
import dev.variegate.train.layer.MovingAverage;
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
  private final TrainableWeights weights;
  private final Adam adam;
  private final MovingAverage average;

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
    this.weights = network.declare(new TrainableWeights(manager, "denoiser", training.seed()));
    this.adam = new Adam(manager, weights, 0.9, 0.999);
    this.average = MovingAverage.warmedUp(manager, weights, training.averaging());
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
    weights.learn();
    NDArray error;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      error = error(batch, new TorchLayers(weights::at));
      collector.backward(error);
    }
    adam.step(rate);
    average.follow();
    return new float[] {error.getFloat()};
  }

  @Override
  public float[] evaluate(Batch batch) {
    return new float[] {error(batch, averaged()).getFloat()};
  }

  private NDArray error(Batch batch, TorchLayers layers) {
    var noisy = NoisyBatch.of(batch, options.target(), levels, classes);
    var said = network.prediction(layers, noisy.x(), noisy.time(), noisy.labels());
    var difference = said.sub(noisy.target());
    return difference.mul(difference).mean();
  }

  private TorchLayers averaged() {
    return new TorchLayers(average.all()::get);
  }

  @Override
  public NDArray samples(NDArray labels, KeyedNoise noise) {
    return new TorchSampling(network, averaged(), scheduler).images(labels, noise);
  }

  @Override
  public List<TrainedNetwork> networks() {
    return List.of(new DenoiserExport(network, classes, average.all()).network());
  }

  @Override
  public void save(String prefix, Snapshot to) {
    weights.save(prefix + "denoiser.", to);
    adam.save(prefix + "adam.", to);
    average.save(prefix + "average.", to);
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    weights.restore(prefix + "denoiser.", from);
    adam.restore(prefix + "adam.", from);
    average.restore(prefix + "average.", from);
  }

  @Override
  public void close() {
    average.close();
    adam.close();
    weights.close();
  }
}
