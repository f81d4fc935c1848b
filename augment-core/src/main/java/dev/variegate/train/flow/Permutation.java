package dev.variegate.train.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.TrainableWeights;
import java.util.function.Function;

/**
 * Puts channels, or rows of a matrix, into another order.
 *
 * @param places for each place after it the place before it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Permutation(int... places) implements MixingMatrix {

  @Override
  public void declare(TrainableWeights weights) {}

  @Override
  public NDArray of(Function<String, NDArray> trained, NDManager manager) {
    return matrix(manager);
  }

  NDArray matrix(NDManager manager) {
    int size = places.length;
    var values = new float[size * size];
    for (int i = 0; i < size; i++) {
      values[i * size + places[i]] = 1;
    }
    return EngineArrays.array(manager, values, new Shape(size, size));
  }

  @Override
  public NDArray logDeterminant(Function<String, NDArray> trained, NDManager manager) {
    return manager.zeros(new Shape());
  }
}
