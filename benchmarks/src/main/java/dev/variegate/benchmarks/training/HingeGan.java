package dev.variegate.benchmarks.training;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.variegate.train.gan.HingeLoss;
import dev.variegate.train.gan.LeCamRegularizer;
import dev.variegate.train.layer.Adam;
import dev.variegate.train.layer.SpectralNorm;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.List;

/**
 * Sharpens a decoder against a critic, while a judge sees to it that the asked class is shown.
 *
 * <p>Source: the hinge loss of Lim and Ye, "Geometric GAN", arXiv:1705.02894; the judge's term of
 * Odena et al., "Conditional image synthesis with auxiliary classifier GANs", arXiv:1610.09585.
 */
final class HingeGan implements TrainingPhase {

  private static final double BETA1 = 0.5;
  private static final double BETA2 = 0.99;
  private static final double LEASH = 0.3;

  /** Every so many steps the decoder is reminded of all kinds of images by the VAE's loss. */
  private static final int REMINDER = 4;

  private final DecoderNetwork decoder;
  private final TrainableWeights decoding;
  private final Adam decoderAdam;
  private final ConditionalVae vae;
  private final AuxiliaryClassifierTraining judge;
  private final double judgeWeight;
  private final Critic critic;
  private final TrainableWeights criticWeights;
  private final SpectralNorm norm;
  private final Adam criticAdam;
  private final LeCamRegularizer leash = new LeCamRegularizer();
  private final InstanceNoise haze;
  private int steps;

  HingeGan(
      NDManager manager,
      DecoderNetwork decoder,
      TrainableWeights decoding,
      ConditionalVae vae,
      AuxiliaryClassifierTraining judge,
      double judgeWeight,
      long seed) {
    this.decoder = decoder;
    this.decoding = decoding;
    this.judge = judge;
    this.judgeWeight = judgeWeight;
    this.vae = vae;
    this.critic = new Critic(decoder.classes());
    this.criticWeights = critic.declare(new TrainableWeights(manager, "critic", seed));
    this.norm = new SpectralNorm(manager, criticWeights, seed);
    this.haze = new InstanceNoise(seed);
    this.criticAdam = new Adam(manager, criticWeights, BETA1, BETA2);
    this.decoderAdam = new Adam(manager, decoding, BETA1, BETA2);
  }

  @Override
  public String name() {
    return "gan";
  }

  @Override
  public List<String> losses() {
    return List.of("critic", "decoder", "surprise");
  }

  /** One step of the critic, then one of the decoder on the same made images. */
  @Override
  public float[] step(Batches.Batch batch, double rate) {
    if (steps++ % REMINDER == 0) {
      vae.step(batch, rate);
    }
    decoding.learn();
    criticWeights.learn();
    NDArray made;
    NDArray criticLoss;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      made = decoder.image(new TorchLayers(decoding::at), batch.noise(), batch.labels());
      criticLoss = criticLoss(batch, made.stopGradient());
      collector.backward(criticLoss);
    }
    criticAdam.step(rate);
    criticWeights.rest();
    NDArray fooling;
    NDArray surprise;
    try (var collector = Engine.getInstance().newGradientCollector()) {
      fooling = HingeLoss.generator(score(haze.over(made), batch.labels()));
      surprise = judge.surprise(made, batch.oneHot());
      collector.backward(fooling.add(surprise.mul(number(surprise, judgeWeight))));
    }
    decoderAdam.step(rate);
    return new float[] {criticLoss.getFloat(), fooling.getFloat(), surprise.getFloat()};
  }

  private NDArray criticLoss(Batches.Batch batch, NDArray made) {
    var images = NDArrays.concat(new NDList(haze.over(batch.images()), haze.over(made)));
    var labels = NDArrays.concat(new NDList(batch.labels(), batch.labels()));
    var scores = score(images, labels).split(new long[] {batch.labels().size()});
    var real = scores.get(0);
    var fake = scores.get(1);
    var pull = leash.penalty(real, fake).mul(number(real, LEASH));
    leash.follow(real, fake);
    return HingeLoss.discriminator(real, fake).add(pull);
  }

  private NDArray score(NDArray images, NDArray labels) {
    return critic.score(new TorchLayers(norm.normalized()::get), images, labels);
  }

  /** The critic's weights. */
  TrainableWeights critic() {
    return criticWeights;
  }

  @Override
  public void close() {
    decoderAdam.close();
    criticAdam.close();
    norm.close();
    criticWeights.close();
  }
}
