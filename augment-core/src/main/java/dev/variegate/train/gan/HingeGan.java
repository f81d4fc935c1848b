package dev.variegate.train.gan;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.variegate.train.Batch;
import dev.variegate.train.ImageShape;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.TrainableModel;
import dev.variegate.train.TrainedNetwork;
import dev.variegate.train.TrainingOptions;
import dev.variegate.train.gan.Discriminator.Input;
import dev.variegate.train.layer.FloatArray;
import dev.variegate.train.layer.Learner;
import dev.variegate.train.layer.Snapshot;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import dev.variegate.train.network.DecoderNetwork;
import dev.variegate.train.network.Halvings;
import java.util.List;
import java.util.Map;

/**
 * A generative adversarial network, conditional on the class where there are classes: a generator
 * learns to make images that a discriminator takes for real ones. Its images are sharper than those
 * of an autoencoder, at the price that it may leave out kinds of images.
 *
 * <p>Its losses are the state of a game and do not fall as images get better: look at the sheets of
 * samples, or measure them.
 *
 * <p>Source: Goodfellow et al., "Generative adversarial networks", arXiv:1406.2661, section 3, with
 * the hinge loss of {@link HingeLoss}.
 */
public final class HingeGan implements TrainableModel {

  private static final String STEPS = "steps";

  private final GanOptions options;
  private final DecoderNetwork generator;
  private final Learner generating;
  private final Discriminator discriminator;
  private final LeCamRegularizer leCam = new LeCamRegularizer();
  private int steps;

  HingeGan(
      NDManager manager,
      ImageShape shape,
      int classes,
      GanOptions options,
      TrainingOptions training) {
    long seed = training.seed();
    this.options = options;
    this.generator =
        new DecoderNetwork(
            Halvings.of(shape, options.width()), options.latent(), options.hidden(), classes);
    this.generating =
        new Learner(
            manager,
            generator.declare(new TrainableWeights(manager, "generator", seed)),
            options.beta1(),
            options.beta2(),
            training.averaging());
    var network =
        new DiscriminatorNetwork(Halvings.of(shape, options.discriminatorWidth()), classes);
    this.discriminator = new Discriminator(manager, network, options, seed);
  }

  /** Generative adversarial networks of these sizes. */
  public record Family(GanOptions options) implements TrainableModel.Family {

    @Override
    public String name() {
      return "hinge-gan";
    }

    @Override
    public String task() {
      return "sample";
    }

    @Override
    public Map<String, Object> settings() {
      return options.settings();
    }

    @Override
    public TrainableModel open(
        NDManager manager, ImageShape shape, int classes, TrainingOptions training) {
      return new HingeGan(manager, shape, classes, options, training);
    }
  }

  @Override
  public List<String> losses() {
    return List.of("discriminator", "lecam", "generator");
  }

  /** One step of the discriminator and, where it is its turn, one of the generator. */
  @Override
  public float[] step(Batch batch, double rate) {
    generating.weights().learn();
    discriminator.learn();
    NDArray made;
    GanScores scores;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      made = made(batch, generating.layers());
      scores = GanScores.of(batch, made.stopGradient(), discriminator::score);
      var penalty = leCam.penalty(scores.real(), scores.fake());
      var weight = number(penalty, options.leCamWeight());
      collector.backward(scores.hinge().add(penalty.mul(weight)));
    }
    discriminator.step(rate);
    float[] losses = scores.losses(leCam);
    leCam.follow(scores.real(), scores.fake());
    if (steps % options.discriminatorSteps() == 0) {
      generate(new Input(made, batch.labels(), batch.noise(), "generator"), rate);
    }
    steps = (steps + 1) % options.discriminatorSteps();
    return losses;
  }

  private NDArray made(Batch batch, TorchLayers layers) {
    var latent = batch.noise().normal("latent", batch.size(), options.latent());
    return generator.image(layers, latent, batch.labels());
  }

  /** The discriminator rests, or the generator's gradients would be left in its own. */
  private void generate(Input made, double rate) {
    discriminator.rest();
    try (var collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(HingeLoss.generator(discriminator.score(made)));
    }
    generating.step(rate);
  }

  @Override
  public float[] evaluate(Batch batch) {
    var made = made(batch, generating.averagedLayers());
    return GanScores.of(batch, made, discriminator::evaluate).losses(leCam);
  }

  /** None: a game's losses do not say which epoch made the best images. */
  @Override
  public double objective(double[] losses) {
    return Double.NaN;
  }

  @Override
  public NDArray samples(NDArray labels, KeyedNoise noise) {
    var latent = noise.normal("samples", labels.getShape().get(0), options.latent());
    return generator.image(generating.averagedLayers(), latent, labels);
  }

  @Override
  public List<TrainedNetwork> networks() {
    return List.of(generator.network("generator", generating.averages()));
  }

  TrainableWeights generating() {
    return generating.weights();
  }

  Discriminator discriminator() {
    return discriminator;
  }

  @Override
  public void save(String prefix, Snapshot to) {
    generating.save(prefix + "generator.", to);
    discriminator.save(prefix + "discriminator.", to);
    leCam.save(prefix + "lecam.", to);
    to.put(prefix + STEPS, new FloatArray(new long[] {1}, new float[] {steps}));
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    generating.restore(prefix + "generator.", from);
    discriminator.restore(prefix + "discriminator.", from);
    leCam.restore(prefix + "lecam.", from);
    steps = (int) from.array(prefix + STEPS, 1).values()[0];
  }

  @Override
  public void close() {
    discriminator.close();
    generating.close();
  }
}
