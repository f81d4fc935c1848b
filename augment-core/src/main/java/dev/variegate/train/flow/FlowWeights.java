package dev.variegate.train.flow;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the layers of a flow are computed with: the trained arrays, and those made of them, each
 * when it is first asked for, so that gradients flow through.
 */
final class FlowWeights {

  private final Function<String, NDArray> trained;
  private final Map<String, Supplier<NDArray>> recipes = new LinkedHashMap<>();
  private final Map<String, NDArray> made = new HashMap<>();

  /**
   * Of one step.
   *
   * @param trained arrays by name
   */
  FlowWeights(FlowNetwork network, Function<String, NDArray> trained) {
    this.trained = trained;
    var mixings = network.mixings();
    mixings.forEach(mixing -> mixing.derive(recipes, trained, this::at));
    recipes.put(
        FlowNetwork.VOLUME,
        () ->
            mixings.stream()
                .map(mixing -> mixing.logDeterminant(trained))
                .reduce(NDArray::add)
                .orElseThrow());
  }

  /** The array of that name. */
  NDArray at(String name) {
    var recipe = recipes.get(name);
    if (recipe == null) {
      return trained.apply(name);
    }
    var array = made.get(name);
    if (array == null) {
      array = recipe.get();
      made.put(name, array);
    }
    return array;
  }

  /** All that were made, beside the trained ones. */
  Map<String, NDArray> with(Map<String, NDArray> others) {
    var all = new LinkedHashMap<>(others);
    recipes.keySet().forEach(name -> all.put(name, at(name)));
    return all;
  }
}
