package dev.variegate.generate.diffusion;

import dev.variegate.generate.framing.BatchScalars;
import dev.variegate.generate.schedule.Scheduler;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Prediction;
import dev.variegate.model.TensorRole.Timestep;
import java.util.HashMap;
import java.util.Map;

/**
 * The network of a diffusion model: says of a noisy batch at one timestep what the scheduler wants
 * to know. Samples are the tensor's, in its own layout and range; every batch is full.
 */
public final class Denoiser implements AutoCloseable {

  private final ModelDescription model;
  private final Network network;
  private final TensorDescription timestep;
  private final TensorDescription prediction;
  private final NoisyTensor noisy;

  private Denoiser(ModelDescription model, Network network) {
    this.model = model;
    this.network = network;
    this.timestep = model.input(Timestep.class).orElseThrow();
    this.prediction = model.output(Prediction.class).orElseThrow();
    this.noisy = NoisyTensor.of(model);
  }

  static Denoiser open(ModelBundle bundle, ComputeOptions compute) {
    var network = ModelCache.lease(bundle, NetworkRole.DENOISER, compute);
    try {
      return new Denoiser(bundle.description(), network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Samples of what is denoised for one image. */
  int width() {
    return noisy.width();
  }

  public int batch() {
    return model.batch();
  }

  /**
   * What the network predicts.
   *
   * @param x scaled samples of a full batch
   * @param time of the whole batch; rounded where the network takes whole timesteps
   * @param conditions of the images
   * @param variances whether the variances that the network learned follow the samples
   */
  public double[] predict(double[] x, double time, Conditions conditions, boolean variances) {
    var asked = run(x, time, conditions.asked(), conditions.images(), variances);
    if (conditions.unconditional().isEmpty()) {
      return asked;
    }
    var without = run(x, time, conditions.unconditional().get(), conditions.images(), false);
    var guided = asked.clone(); // variances are those for the class
    for (int i = 0; i < x.length; i++) {
      guided[i] = without[i] + conditions.guidanceScale() * (asked[i] - without[i]);
    }
    return guided;
  }

  private double[] run(
      double[] x, double time, Map<String, Tensor> conditions, int images, boolean variances) {
    var inputs = new HashMap<>(conditions);
    inputs.put(noisy.described().name(), noisy.tensor(x));
    double scale = ((Timestep) timestep.meaning()).scale();
    inputs.put(timestep.name(), BatchScalars.of(timestep, model.batch(), time * scale));
    var made = Samples.of(network.run(inputs, images).get(prediction.name()).floats());
    return made.length == x.length ? made : parted(made, x.length, variances);
  }

  /** The predictions of all samples, and then their variances if asked for. */
  private double[] parted(double[] made, int samples, boolean variances) {
    int each = noisy.together();
    var parted = new double[variances ? 2 * samples : samples];
    for (int from = 0; from < samples; from += each) {
      System.arraycopy(made, 2 * from, parted, from, each);
      if (variances) {
        System.arraycopy(made, 2 * from + each, parted, samples + from, each);
      }
    }
    return parted;
  }

  /** Refuses a scheduler that takes variances where the network gives none. */
  public static void requireVariances(ModelDescription model, Scheduler scheduler) {
    var made = model.output(Prediction.class).orElseThrow().shape();
    if (scheduler.takesVariances() && made.equals(NoisyTensor.of(model).described().shape())) {
      throw new IllegalArgumentException(
          "Model %s has the \"variance_type\" learned_range but its predictions have no variances behind them; write fixed_small or fixed_large into scheduler_config.json"
              .formatted(model.title()));
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
