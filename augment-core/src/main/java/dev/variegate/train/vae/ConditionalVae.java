package dev.variegate.train.vae;

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
import dev.variegate.train.layer.Learner;
import dev.variegate.train.layer.Snapshot;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import dev.variegate.train.network.DecoderNetwork;
import dev.variegate.train.network.Halvings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A variational autoencoder, conditional on the class where there are classes. Its decoder learns
 * every image of the training set, so that no kind of image is forgotten, at the price of blur.
 *
 * <p>The reconstruction is the cross-entropy of the samples, each seen as the probability of white,
 * so that with binary images the sum of the losses is the negative evidence lower bound in nats.
 *
 * <p>Source: Kingma and Welling, "Auto-encoding variational Bayes", arXiv:1312.6114, section 3;
 * Sohn et al., "Learning structured output representation using deep conditional generative
 * models", NeurIPS 2015.
 */
public final class ConditionalVae implements TrainableModel {

  private static final float SAFE = 1e-6f;

  private final VaeOptions options;
  private final DecoderNetwork decoder;
  private final EncoderNetwork encoder;
  private final Learner decoding;
  private final Learner encoding;

  private ConditionalVae(
      NDManager manager,
      ImageShape shape,
      int classes,
      VaeOptions options,
      TrainingOptions training) {
    var sizes = Halvings.of(shape, options.width());
    this.options = options;
    this.decoder = new DecoderNetwork(sizes, options.latent(), options.hidden(), classes);
    this.encoder = new EncoderNetwork(sizes, options, classes);
    this.decoding =
        new Learner(
            manager,
            decoder.declare(new TrainableWeights(manager, "decoder", training.seed())),
            training.averaging());
    this.encoding =
        new Learner(
            manager,
            encoder.declare(new TrainableWeights(manager, "encoder", training.seed())),
            training.averaging());
  }

  /** Variational autoencoders of these sizes. */
  public record Family(VaeOptions options) implements TrainableModel.Family {

    @Override
    public String name() {
      return "conditional-vae";
    }

    @Override
    public String task() {
      return "sample";
    }

    @Override
    public Map<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      settings.put("latent", options.latent());
      settings.put("width", options.width());
      settings.put("hidden", options.hidden());
      settings.put("divergenceWeight", options.divergenceWeight());
      return settings;
    }

    @Override
    public TrainableModel open(
        NDManager manager, ImageShape shape, int classes, TrainingOptions training) {
      return new ConditionalVae(manager, shape, classes, options, training);
    }
  }

  @Override
  public List<String> losses() {
    return List.of("reconstruction", "divergence");
  }

  @Override
  public float[] step(Batch batch, double rate) {
    decoding.weights().learn();
    encoding.weights().learn();
    Losses losses;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      losses = losses(batch, encoding.layers(), decoding.layers());
      var weight = number(losses.divergence(), options.divergenceWeight());
      collector.backward(losses.reconstruction().add(losses.divergence().mul(weight)));
    }
    decoding.step(rate);
    encoding.step(rate);
    return losses.values();
  }

  @Override
  public float[] evaluate(Batch batch) {
    return losses(batch, encoding.averagedLayers(), decoding.averagedLayers()).values();
  }

  /** What is trained: the divergence counts as its weight says. */
  @Override
  public double objective(double[] losses) {
    return losses[0] + options.divergenceWeight() * losses[1];
  }

  /** Both in nats, mean over images. */
  private record Losses(NDArray reconstruction, NDArray divergence) {

    float[] values() {
      return new float[] {reconstruction.getFloat(), divergence.getFloat()};
    }
  }

  private Losses losses(Batch batch, TorchLayers encoding, TorchLayers decoding) {
    var posterior = Posterior.of(encoder, encoding, batch.images(), batch.labels());
    var latent = posterior.sample(batch.noise().normal("latent", batch.size(), options.latent()));
    var image = decoder.image(decoding, latent, batch.labels());
    return new Losses(crossEntropy(image, batch.images()), posterior.divergence());
  }

  private static NDArray crossEntropy(NDArray image, NDArray wanted) {
    var white = image.add(number(image, SAFE)).log().mul(wanted);
    var black = number(image, 1 + SAFE).sub(image).log().mul(number(wanted, 1).sub(wanted));
    return white.add(black).sum().div(number(image, (double) -image.getShape().get(0)));
  }

  @Override
  public NDArray samples(NDArray labels, KeyedNoise noise) {
    var latent = noise.normal("samples", labels.getShape().get(0), options.latent());
    return decoder.image(decoding.averagedLayers(), latent, labels);
  }

  @Override
  public List<TrainedNetwork> networks() {
    return new VaeNetworks(decoder, encoder, decoding.averages(), encoding.averages()).all();
  }

  @Override
  public void save(String prefix, Snapshot to) {
    decoding.save(prefix + "decoder.", to);
    encoding.save(prefix + "encoder.", to);
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    decoding.restore(prefix + "decoder.", from);
    encoding.restore(prefix + "encoder.", from);
  }

  @Override
  public void close() {
    decoding.close();
    encoding.close();
  }
}
