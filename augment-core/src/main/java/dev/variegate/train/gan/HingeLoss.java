package dev.variegate.train.gan;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;

/**
 * What a discriminator and a generator lower, each against the other.
 *
 * <p>Source: Lim and Ye, "Geometric GAN", arXiv:1705.02894, section 4.
 */
public final class HingeLoss {

  private HingeLoss() {}

  /** 0 where each real image scores 1 or more and each made one -1 or less; 2 at scores of 0. */
  public static NDArray discriminator(NDArray real, NDArray fake) {
    var one = number(real, 1);
    return positive(one.sub(real)).mean().add(positive(one.add(fake)).mean());
  }

  /** The lower, the higher made images score. */
  public static NDArray generator(NDArray fake) {
    return fake.mean().neg();
  }

  static NDArray positive(NDArray x) {
    return x.maximum(number(x, 0));
  }
}
