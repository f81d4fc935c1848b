package dev.variegate.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.KeyedRandom;
import dev.variegate.random.Seeds;
import dev.variegate.train.layer.EngineArrays;
import java.util.function.ToDoubleFunction;

/**
 * Random numbers that are pure functions of the seed, a number and a name.
 *
 * @param number of the step, say
 */
public record KeyedNoise(NDManager manager, long seed, int number) {

  /** Standard normal numbers. */
  public NDArray normal(String name, long... shape) {
    return drawn(name, KeyedRandom::nextGaussian, shape);
  }

  /** Numbers from 0 to below 1. */
  public NDArray uniform(String name, long... shape) {
    return drawn(name, KeyedRandom::nextDouble, shape);
  }

  private NDArray drawn(String name, ToDoubleFunction<KeyedRandom> draw, long... shape) {
    var random = Seeds.generator(seed, name, number, 0);
    var sizes = new Shape(shape);
    var values = new float[(int) sizes.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw.applyAsDouble(random);
    }
    return EngineArrays.array(manager, values, sizes);
  }
}
