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
import dev.variegate.train.layer.Adam;
import dev.variegate.train.layer.MovingAverage;
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
  private final TrainableWeights decoding;
  private final TrainableWeights encoding;
  private final Adam decoderAdam;
  private final Adam encoderAdam;
  private final MovingAverage decoderAverage;
  private final MovingAverage encoderAverage;

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
    this.decoding = decoder.declare(new TrainableWeights(manager, "decoder", training.seed()));
    this.encoding = encoder.declare(new TrainableWeights(manager, "encoder", training.seed()));
    this.decoderAdam = new Adam(manager, decoding, 0.9, 0.999);
    this.encoderAdam = new Adam(manager, encoding, 0.9, 0.999);
    this.decoderAverage = MovingAverage.warmedUp(manager, decoding, training.averaging());
    this.encoderAverage = MovingAverage.warmedUp(manager, encoding, training.averaging());
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
    decoding.learn();
    encoding.learn();
    Losses losses;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      losses = losses(batch, new TorchLayers(encoding::at), new TorchLayers(decoding::at));
      var weight = number(losses.divergence(), options.divergenceWeight());
      collector.backward(losses.reconstruction().add(losses.divergence().mul(weight)));
    }
    decoderAdam.step(rate);
    encoderAdam.step(rate);
    decoderAverage.follow();
    encoderAverage.follow();
    return losses.values();
  }

  @Override
  public float[] evaluate(Batch batch) {
    return losses(
            batch,
            new TorchLayers(encoderAverage.all()::get),
            new TorchLayers(decoderAverage.all()::get))
        .values();
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
    return decoder.image(new TorchLayers(decoderAverage.all()::get), latent, labels);
  }

  @Override
  public List<TrainedNetwork> networks() {
    return new VaeNetworks(decoder, encoder, decoderAverage.all(), encoderAverage.all()).all();
  }

  @Override
  public void save(String prefix, Snapshot to) {
    decoding.save(prefix + "decoder.", to);
    encoding.save(prefix + "encoder.", to);
    decoderAdam.save(prefix + "decoder-adam.", to);
    encoderAdam.save(prefix + "encoder-adam.", to);
    decoderAverage.save(prefix + "decoder-average.", to);
    encoderAverage.save(prefix + "encoder-average.", to);
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    decoding.restore(prefix + "decoder.", from);
    encoding.restore(prefix + "encoder.", from);
    decoderAdam.restore(prefix + "decoder-adam.", from);
    encoderAdam.restore(prefix + "encoder-adam.", from);
    decoderAverage.restore(prefix + "decoder-average.", from);
    encoderAverage.restore(prefix + "encoder-average.", from);
  }

  @Override
  public void close() {
    decoderAverage.close();
    encoderAverage.close();
    decoderAdam.close();
    encoderAdam.close();
    decoding.close();
    encoding.close();
  }
}
