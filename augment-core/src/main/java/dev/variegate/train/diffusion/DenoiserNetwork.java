package dev.variegate.train.diffusion;

import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.TrainableWeights;

/**
 * A small U-Net that says of a noisy image what its training's target was. What a level passes to
 * the way up is added there, not joined, which halves the cost.
 *
 * <p>Source: Ronneberger et al., "U-Net", arXiv:1505.04597, with the blocks of Ho et al.,
 * arXiv:2006.11239, appendix B.
 *
 * @param classes rows of the table of classes, that of no class among them; 0 where there are none
 */
record DenoiserNetwork(Levels levels, int classes) {

  private static final int SINUSOIDS = 64;
  private static final int WIDTHS_OF_EMBEDDING = 4;

  /** Declares the weights, drawn again. */
  TrainableWeights declare(TrainableWeights weights) {
    weights
        .dense("time1", SINUSOIDS, embedding())
        .dense("time2", embedding(), embedding());
    if (classes > 0) {
      weights.table("label", classes, embedding());
    }
    weights.convolution("image", levels.patch(), levels.width(), 3);
    for (int level = 0; level <= levels.halvings(); level++) {
      down(level).declare(weights);
    }
    middle().declare(weights);
    for (int level = levels.halvings(); level >= 0; level--) {
      up(level).declare(weights);
      if (level > 0) {
        weights.convolution(wider(level), levels.channels(level), levels.channels(level - 1), 1);
      }
    }
    return weights
        .norm("norm", levels.width())
        .zeroConvolution("prediction", levels.width(), levels.patch(), 3);
  }

  private int embedding() {
    return WIDTHS_OF_EMBEDDING * levels.width();
  }

  private ResidualBlock down(int level) {
    return block("down" + level, levels.channels(Math.max(0, level - 1)), level);
  }

  private ResidualBlock middle() {
    return block("middle", levels.channels(levels.halvings()), levels.halvings());
  }

  private ResidualBlock up(int level) {
    return block("up" + level, levels.channels(level), level);
  }

  private ResidualBlock block(String name, int in, int level) {
    return new ResidualBlock(name, in, levels.channels(level), embedding());
  }

  private static String wider(int level) {
    return "wider" + level;
  }

  /**
   * What it says, {@code [n, channels, height, width]}.
   *
   * @param x noisy images of that shape
   * @param time timesteps {@code [n]}
   * @param label rows of the table of classes {@code [n]}; not read where there is none
   */
  <T> T prediction(Layers<T> layers, T x, T time, T label) {
    T moment = moment(layers, time, label);
    T h = levels.isPadded() ? layers.pad(x, levels.missingRows(), levels.missingColumns()) : x;
    for (int i = 0; i < levels.squeezes(); i++) {
      h = layers.squeeze(h);
    }
    h = level(layers, layers.convolve(h, "image"), moment, 0);
    h = layers.silu(layers.groupNorm(h, "norm", ResidualBlock.GROUPS));
    h = layers.convolve(h, "prediction");
    for (int i = 0; i < levels.squeezes(); i++) {
      h = layers.unsqueeze(h);
    }
    var shape = levels.shape();
    return levels.isPadded() ? layers.crop(h, shape.height(), shape.width()) : h;
  }

  /** What stands for timestep and class, {@code [n, embedding]}. */
  private <T> T moment(Layers<T> layers, T time, T label) {
    T moment = layers.dense(layers.sinusoids(time, SINUSOIDS), "time1");
    moment = layers.dense(layers.silu(moment), "time2");
    return layers.silu(classes > 0 ? layers.plus(moment, layers.rows(label, "label")) : moment);
  }

  /** A level with all below it. */
  private <T> T level(Layers<T> layers, T x, T moment, int level) {
    T passed = down(level).of(layers, x, moment);
    T inner;
    if (level == levels.halvings()) {
      inner = middle().of(layers, passed, moment);
    } else {
      T below = level(layers, layers.halve(passed), moment, level + 1);
      inner = layers.plus(passed, layers.widen(layers.pointwise(below, wider(level + 1))));
    }
    return up(level).of(layers, inner, moment);
  }
}
