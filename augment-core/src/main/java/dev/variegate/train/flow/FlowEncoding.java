package dev.variegate.train.flow;

import dev.variegate.train.layer.Layers;
import java.util.function.BiConsumer;

/**
 * One run from images to latents: what of the latent is there, and the logarithm of the determinant
 * so far.
 */
final class FlowEncoding<T> {

  private final Layers<T> layers;
  private final T label;
  private final BiConsumer<Mixing, T> watcher;
  private T latent;
  private T logDeterminant;

  FlowEncoding(Layers<T> layers, T label, BiConsumer<Mixing, T> watcher) {
    this.layers = layers;
    this.label = label;
    this.watcher = watcher;
    this.logDeterminant = null;
  }

  T mixed(Mixing mixing, T x) {
    watcher.accept(mixing, x);
    return layers.pointwise(x, mixing.name() + ".mix");
  }

  T coupled(Coupling coupling, T x) {
    int kept = coupling.kept();
    T before = layers.channels(x, 0, kept);
    var change = coupling.of(layers, before, label);
    T part = layers.sum(change.logScale());
    logDeterminant = logDeterminant == null ? part : layers.plus(logDeterminant, part);
    T after = change.done(layers, layers.channels(x, kept, kept + coupling.changed()));
    return layers.join(before, after);
  }

  /** Numbers that are changed no more. */
  void leave(T x, int size) {
    T flat = layers.flat(x, size);
    latent = latent == null ? flat : layers.join(latent, flat);
  }

  T latent() {
    return latent;
  }

  /** Of what entered the flow: the normal density of the latent, and the determinants. */
  T logDensity(int size) {
    T squares = layers.sum(layers.times(latent, latent));
    T normal = layers.linear(squares, -0.5, -0.5 * size * Math.log(2 * Math.PI));
    return layers.plus(layers.plus(normal, logDeterminant), layers.array(FlowNetwork.VOLUME));
  }
}
