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

  /** What it is shown. */
  record Look(NDArray images, NDArray labels, KeyedNoise noise, String name) {}

  /** Scores {@code [n, 1]} of images in 0..1, after one step of the spectral iteration. */
  NDArray score(Look at) {
    return score(at, norm.normalized());
  }

  /** The same scores, nothing being changed. */
  NDArray observe(Look at) {
    return score(at, norm.observed());
  }

  private NDArray score(Look at, Map<String, NDArray> normalized) {
    var centered = at.images().mul(number(at.images(), 2)).sub(number(at.images(), 1));
    var seen = augment.of(centered, at.noise(), at.name());
    return network.score(new TorchLayers(normalized::get), seen, at.labels());
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
