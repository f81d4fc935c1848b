package dev.variegate.train.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.FloatArray;
import dev.variegate.train.layer.TrainableWeights;
import java.util.function.Function;

/**
 * A matrix {@code P L (U + diag(s))}, at first a random rotation, of which the order of rows P and
 * the signs of s stay: its determinant is the product of s, and is never 0.
 *
 * <p>Source: Kingma and Dhariwal, arXiv:1807.03039, section 3.2, "LU decomposition".
 *
 * @param name {@code name.lower}, {@code name.upper} and {@code name.diagonal}, the logarithms of
 *     the absolute values of s, are trained
 */
record LuMatrix(String name, LuFactors first) implements MixingMatrix {

  @Override
  public void declare(TrainableWeights weights) {
    weights.array(name + ".lower", square(first.lower()));
    weights.array(name + ".upper", square(first.upper()));
    var logarithms = new float[size()];
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = (float) Math.log(Math.abs(first.diagonal()[i]));
    }
    weights.array(name + ".diagonal", new FloatArray(new long[] {size()}, logarithms));
  }

  private int size() {
    return first.diagonal().length;
  }

  private FloatArray square(double[][] values) {
    var floats = new float[size() * size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i / size()][i % size()];
    }
    return new FloatArray(new long[] {size(), size()}, floats);
  }

  @Override
  public NDArray of(Function<String, NDArray> trained, NDManager manager) {
    var below = array(manager, square(belowDiagonal()));
    var eye = manager.eye(size());
    var lower = trained.apply(name + ".lower").mul(below).add(eye);
    var diagonal = trained.apply(name + ".diagonal").exp().mul(signs(manager));
    var upper = trained.apply(name + ".upper").mul(below.transpose()).add(eye.mul(diagonal));
    return new Permutation(first.rows()).matrix(manager).matMul(lower.matMul(upper));
  }

  private double[][] belowDiagonal() {
    var ones = new double[size()][size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < i; j++) {
        ones[i][j] = 1;
      }
    }
    return ones;
  }

  private NDArray signs(NDManager manager) {
    var signs = new float[size()];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = (float) Math.signum(first.diagonal()[i]);
    }
    return array(manager, new FloatArray(new long[] {size()}, signs));
  }

  private static NDArray array(NDManager manager, FloatArray of) {
    return EngineArrays.array(manager, of.values(), new Shape(of.shape()));
  }

  @Override
  public NDArray logDeterminant(Function<String, NDArray> trained, NDManager manager) {
    return trained.apply(name + ".diagonal").sum();
  }
}
