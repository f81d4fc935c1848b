package dev.variegate.benchmarks.training;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.variegate.train.layer.Adam;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.List;

/**
 * A conditional variational autoencoder: its decoder learns every image of the training set, so
 * that no kind of image is forgotten, at the price of blur.
 *
 * <p>Source: Kingma and Welling, "Auto-encoding variational Bayes", arXiv:1312.6114; Sohn et al.,
 * "Learning structured output representation using deep conditional generative models", NeurIPS
 * 2015.
 */
final class ConditionalVae implements TrainingPhase {

  private static final float SAFE = 1e-6f;

  private final DecoderNetwork decoder;
  private final EncoderNetwork encoder;
  private final TrainableWeights decoding;
  private final TrainableWeights encoding;
  private final Adam decoderAdam;
  private final Adam encoderAdam;

  ConditionalVae(NDManager manager, DecoderNetwork decoder, TrainableWeights decoding, long seed) {
    this.decoder = decoder;
    this.decoding = decoding;
    this.encoder = new EncoderNetwork(decoder.latent(), decoder.classes());
    this.encoding = encoder.declare(new TrainableWeights(manager, "encoder", seed));
    this.decoderAdam = new Adam(manager, decoding, 0.9, 0.999);
    this.encoderAdam = new Adam(manager, encoding, 0.9, 0.999);
  }

  @Override
  public String name() {
    return "vae";
  }

  @Override
  public List<String> losses() {
    return List.of("reconstruction", "divergence");
  }

  @Override
  public float[] step(Batches.Batch batch, double rate) {
    decoding.learn();
    encoding.learn();
    NDArray reconstruction;
    NDArray divergence;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      var posterior =
          encoder.posterior(new TorchLayers(encoding::at), batch.images(), batch.labels());
      var latent = posterior.sample(batch.noise());
      var image = decoder.image(new TorchLayers(decoding::at), latent, batch.labels());
      reconstruction = cost(image, batch.images());
      divergence = posterior.divergence();
      collector.backward(reconstruction.add(divergence));
    }
    decoderAdam.step(rate);
    encoderAdam.step(rate);
    return new float[] {reconstruction.getFloat(), divergence.getFloat()};
  }

  /** Cross-entropy of the samples, each seen as the probability of white. */
  private static NDArray cost(NDArray image, NDArray wanted) {
    var white = image.add(number(image, SAFE)).log().mul(wanted);
    var black = number(image, 1 + SAFE).sub(image).log().mul(number(wanted, 1).sub(wanted));
    return white.add(black).sum().div(number(image, (double) -image.getShape().get(0)));
  }

  @Override
  public void close() {
    decoderAdam.close();
    encoderAdam.close();
    encoding.close();
  }
}
