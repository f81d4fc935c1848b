package dev.variegate.train.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.variegate.train.layer.TrainableWeights;
import java.util.function.Function;

/** An invertible square matrix that mixes channels. */
sealed interface MixingMatrix permits Permutation, LuMatrix {

  /** Declares what of it is trained. */
  void declare(TrainableWeights weights);

  /**
   * The matrix, a row for each channel that it makes.
   *
   * @param trained arrays by name
   * @param manager of what is made
   */
  NDArray of(Function<String, NDArray> trained, NDManager manager);

  /** Logarithm of the absolute value of its determinant. */
  NDArray logDeterminant(Function<String, NDArray> trained, NDManager manager);
}
