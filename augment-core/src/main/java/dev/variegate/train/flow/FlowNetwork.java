package dev.variegate.train.flow;

import dev.variegate.random.Seeds;
import dev.variegate.train.ImageShape;
import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A normalizing flow: an invertible network between images and latents of as many numbers, standard
 * normal where the image is like those learned, whose determinant is known.
 *
 * <p>Levels of steps, each of a {@link Mixing} and a {@link Coupling}. Between levels half of the
 * channels leave to the latent, shifted and scaled by what the other half shows (Kingma and
 * Dhariwal, arXiv:1807.03039, section 3, with the learned prior of their code).
 */
final class FlowNetwork {

  /** Name of the array that holds the sum of all determinants that do not depend on the image. */
  static final String VOLUME = "volume";

  private final FlowSizes sizes;
  private final SampleScale scale;
  private final int classes;
  private final List<Level> levels = new ArrayList<>();

  /** One step. */
  private record Step(Mixing mixing, Coupling coupling) {}

  /**
   * The steps at one size.
   *
   * @param split what is done to the channels that leave; of no use at the last level
   */
  private record Level(List<Step> steps, Coupling split) {}

  /**
   * A latent and the density of its image.
   *
   * @param latent {@code [n, numbers of the image]}
   * @param logDensity of the numbers in 0..1, in nats, {@code [n]}
   */
  record Encoded<T>(T latent, T logDensity) {}

  /**
   * Of images of a shape.
   *
   * @param classes number of classes, 0 where there are none
   * @param seed of the first matrices
   */
  FlowNetwork(ImageShape shape, FlowOptions options, int classes, long seed) {
    this.sizes = FlowSizes.of(shape);
    this.scale = new SampleScale(options.alpha());
    this.classes = classes;
    for (int i = 0; i < sizes.levels().size(); i++) {
      levels.add(level(i, options, seed));
    }
  }

  private Level level(int index, FlowOptions options, long seed) {
    var size = sizes.levels().get(index);
    int half = size.channels() / 2;
    var steps = new ArrayList<Step>();
    for (int i = 0; i < options.steps(); i++) {
      var name = "level" + index + ".step" + i;
      var matrix =
          switch (options.kind()) {
            case REAL_NVP -> new Permutation(ChannelOrders.move(i, size.channels()));
            case GLOW ->
                new LuMatrix(
                    name,
                    LuFactors.ofRotation(
                        Seeds.generator(seed, "flow." + name, 0, 0), size.channels()));
          };
      steps.add(
          new Step(
              new Mixing(name, size.channels(), size.area(), matrix),
              coupling(name, half, options)));
    }
    return new Level(steps, coupling("level" + index + ".split", half, options));
  }

  private Coupling coupling(String name, int half, FlowOptions options) {
    return new Coupling(name, half, half, options.width(), classes);
  }

  FlowSizes sizes() {
    return sizes;
  }

  int classes() {
    return classes;
  }

  /** All mixings, from the image on. */
  List<Mixing> mixings() {
    return levels.stream().flatMap(level -> level.steps().stream()).map(Step::mixing).toList();
  }

  /** Declares the weights, drawn again. */
  TrainableWeights declare(TrainableWeights weights) {
    for (int i = 0; i < levels.size(); i++) {
      for (var step : levels.get(i).steps()) {
        step.mixing().declare(weights);
        step.coupling().declare(weights);
      }
      if (!sizes.isLast(i)) {
        levels.get(i).split().declare(weights);
      }
    }
    return weights;
  }

  /**
   * The latents of numbers in 0..1.
   *
   * @param x {@code [n, channels, height, width]}
   * @param label class indexes {@code [n]}
   */
  <T> Encoded<T> encode(Layers<T> layers, T x, T label) {
    return encode(layers, x, label, (mixing, seen) -> {});
  }

  /** The same, showing what each mixing sees before it is computed. */
  <T> Encoded<T> encode(Layers<T> layers, T x, T label, BiConsumer<Mixing, T> watcher) {
    var run = new FlowEncoding<>(layers, label, watcher);
    T seen = scale.enter(layers, x);
    for (int i = 0; i < levels.size(); i++) {
      int half = sizes.levels().get(i).channels() / 2;
      seen = layers.squeeze(seen);
      for (var step : levels.get(i).steps()) {
        seen = run.coupled(step.coupling(), run.mixed(step.mixing(), seen));
      }
      if (!sizes.isLast(i)) {
        seen = run.coupled(levels.get(i).split(), seen);
        run.leave(layers.channels(seen, half, 2 * half), sizes.latent(i));
        seen = layers.channels(seen, 0, half);
      } else {
        run.leave(seen, sizes.latent(i));
      }
    }
    T logDensity = run.logDensity(sizes.shape().size());
    return new Encoded<>(
        run.latent(), scale.logDeterminant(layers, x, sizes.shape().size(), logDensity));
  }

  /**
   * The numbers in 0..1 of latents, beyond at the rims.
   *
   * @param z {@code [n, numbers of the image]}
   * @param label class indexes {@code [n]}
   */
  <T> T decode(Layers<T> layers, T z, T label) {
    int end = sizes.shape().size();
    T seen = null;
    for (int i = levels.size() - 1; i >= 0; i--) {
      var size = sizes.levels().get(i);
      int start = end - sizes.latent(i);
      T part = layers.channels(z, start, end);
      end = start;
      int channels = sizes.latent(i) / size.area();
      T came = layers.grid(part, channels, size.height(), size.width());
      seen = sizes.isLast(i) ? came : undone(layers, levels.get(i).split(), seen, came, label);
      for (int k = levels.get(i).steps().size() - 1; k >= 0; k--) {
        var step = levels.get(i).steps().get(k);
        int half = size.channels() / 2;
        T kept = layers.channels(seen, 0, half);
        T changed = layers.channels(seen, half, 2 * half);
        seen = undone(layers, step.coupling(), kept, changed, label);
        seen = layers.pointwise(seen, step.mixing().name() + ".unmix");
      }
      seen = layers.unsqueeze(seen);
    }
    return scale.leave(layers, seen);
  }

  private static <T> T undone(Layers<T> layers, Coupling coupling, T kept, T changed, T label) {
    return layers.join(kept, coupling.of(layers, kept, label).undone(layers, changed));
  }
}
