package dev.variegate.generate.diffusion;

import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Embedding;
import dev.variegate.model.TensorRole.Label;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The classes that a diffusion model is asked for, as its denoiser takes them. */
public final class ClassCondition implements AutoCloseable {

  private final ModelDescription model;
  private final Optional<Network> embedder;

  private ClassCondition(ModelDescription model, Optional<Network> embedder) {
    this.model = model;
    this.embedder = embedder;
  }

  static ClassCondition open(ModelBundle bundle, ComputeOptions compute) {
    var model = bundle.description();
    return new ClassCondition(
        model,
        model.has(NetworkRole.EMBEDDER)
            ? Optional.of(ModelCache.lease(bundle, NetworkRole.EMBEDDER, compute))
            : Optional.empty());
  }

  /**
   * The index that the network takes for a class.
   *
   * @param asked name or index of a class; "" for none
   * @throws IllegalArgumentException if the network cannot be asked so
   */
  public static long index(ModelDescription model, String asked) {
    var label = model.label();
    if (label.isEmpty() && !asked.isEmpty()) {
      throw new IllegalArgumentException(
          "Model %s takes no class and is asked for \"%s\" but must be asked for none; leave the class empty"
              .formatted(model.title(), asked));
    }
    if (!asked.isEmpty()) {
      return model.labelIndex(asked);
    }
    var none = unconditional(model);
    if (label.isPresent() && none.isEmpty()) {
      throw new IllegalArgumentException(
          "Model %s is asked for no class but must be asked for one of %s; name it"
              .formatted(model.title(), model.labels()));
    }
    return none.orElse(0);
  }

  /** The class as lineages name it; "" for none. */
  public static String name(ModelDescription model, String asked) {
    return asked.isEmpty() ? "" : model.labels().get(model.labelIndex(asked));
  }

  private static OptionalInt unconditional(ModelDescription model) {
    return model
        .label()
        .map(tensor -> ((Label) tensor.meaning()).unconditional())
        .orElse(OptionalInt.empty());
  }

  /** Refuses a guidance scale that needs predictions for no class where there are none. */
  public static void requireGuidance(ModelDescription model, double scale) {
    if (scale != 1 && unconditional(model).isEmpty()) {
      throw new IllegalArgumentException(
          "Guidance scale is %s but model %s has no unconditional class; leave it out, or give the label the key \"unconditional\" if the network was trained so"
              .formatted(scale, model.title()));
    }
  }

  /** The input of the denoiser for classes, one for each image; empty where it takes none. */
  Map<String, Tensor> of(List<String> labels) {
    var indices = new long[model.batch()];
    for (int i = 0; i < labels.size(); i++) {
      indices[i] = index(model, labels.get(i));
    }
    return tensors(indices, labels.size());
  }

  /** The same for no class; empty where the network knows none. */
  Map<String, Tensor> none(int images) {
    var none = unconditional(model);
    if (none.isEmpty()) {
      return Map.of();
    }
    var indices = new long[model.batch()];
    Arrays.fill(indices, none.getAsInt());
    return tensors(indices, images);
  }

  private Map<String, Tensor> tensors(long[] indices, int images) {
    var label = model.label();
    if (label.isEmpty()) {
      return Map.of();
    }
    var fed = Map.of(label.get().name(), Tensor.of(indices, model.batch()));
    return embedder.map(network -> embedded(network, fed, images)).orElse(fed);
  }

  private Map<String, Tensor> embedded(Network network, Map<String, Tensor> fed, int images) {
    var made = model.network(NetworkRole.EMBEDDER).output(Embedding.class);
    var taken = model.input(Embedding.class).map(TensorDescription::name);
    return Map.of(taken.orElseThrow(), network.run(fed, images).get(made.orElseThrow().name()));
  }

  @Override
  public void close() {
    embedder.ifPresent(Network::close);
  }
}
