package dev.variegate.train.gan;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.layer.Adam;
import dev.variegate.train.layer.Resumable;
import dev.variegate.train.layer.Snapshot;
import dev.variegate.train.layer.SpectralNorm;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.Map;

/** A discriminator while it learns: its weights, spectrally normalized, and what it sees. */
final class Discriminator implements Resumable, AutoCloseable {

  private final DiscriminatorNetwork network;
  private final DiffAugment augment;
  private final TrainableWeights weights;
  private final SpectralNorm norm;
  private final Adam adam;

  Discriminator(NDManager manager, DiscriminatorNetwork network, GanOptions options, long seed) {
    this.network = network;
    this.augment = new DiffAugment(options.augmentations());
    this.weights = network.declare(new TrainableWeights(manager, "discriminator", seed));
    this.norm = new SpectralNorm(manager, weights, seed);
    this.adam = new Adam(manager, weights, options.beta1(), options.beta2());
  }

  /**
   * What it scores.
   *
   * @param images in 0..1
   * @param name by which the numbers of augmentation are drawn
   */
  record Input(NDArray images, NDArray labels, KeyedNoise noise, String name) {}

  /** Scores {@code [n, 1]} of the images, after one step of the spectral iteration. */
  NDArray score(Input input) {
    return score(input, norm.normalized());
  }

  /** The same scores, nothing being changed. */
  NDArray evaluate(Input input) {
    return score(input, norm.frozen());
  }

  private NDArray score(Input input, Map<String, NDArray> normalized) {
    var centered = input.images().mul(number(input.images(), 2)).sub(number(input.images(), 1));
    var seen = augment.apply(centered, input.noise(), input.name());
    return network.score(new TorchLayers(normalized::get), seen, input.labels());
  }

  /** From here on it gathers gradients. */
  void learn() {
    weights.learn();
  }

  /** From here on gradients only pass through, to the images. */
  void rest() {
    weights.rest();
  }

  /** Moves by the gradients gathered, which are zero afterwards. */
  void step(double rate) {
    adam.step(rate);
  }

  TrainableWeights weights() {
    return weights;
  }

  @Override
  public void save(String prefix, Snapshot to) {
    weights.save(prefix, to);
    norm.save(prefix + "spectral.", to);
    adam.save(prefix + "adam.", to);
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    weights.restore(prefix, from);
    norm.restore(prefix + "spectral.", from);
    adam.restore(prefix + "adam.", from);
  }

  @Override
  public void close() {
    adam.close();
    norm.close();
    weights.close();
  }
}
