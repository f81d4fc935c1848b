package dev.variegate.train.gan;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.layer.EngineArrays;
import java.util.Set;

/**
 * Changes the images that a discriminator sees, real and made alike, and lets gradients pass, so
 * that it cannot learn the training images by heart and the generator does not learn the changes.
 * Each image has its own numbers.
 *
 * <p>Source: Zhao et al., "Differentiable augmentation for data-efficient GAN training",
 * arXiv:2006.10738, with the ranges of its reference implementation.
 */
record DiffAugment(Set<DiffAugmentation> kinds) {

  private static final double SHIFT = 1.0 / 8;
  private static final double HOLE = 1.0 / 2;
  private static final double MOST_BRIGHTNESS = 1.0 / 2;

  DiffAugment {
    kinds = Set.copyOf(kinds);
  }

  /**
   * The images changed.
   *
   * @param images {@code [n, channels, height, width]} in -1..1, which the result may leave
   * @param name by which the numbers are drawn
   */
  NDArray apply(NDArray images, KeyedNoise noise, String name) {
    NDArray x = images;
    if (kinds.contains(DiffAugmentation.COLOR)) {
      x = colored(x, noise, name);
    }
    if (kinds.contains(DiffAugmentation.TRANSLATION)) {
      x = shifted(x, uniform(x, noise, name + ".down"), uniform(x, noise, name + ".right"));
    }
    if (kinds.contains(DiffAugmentation.CUTOUT)) {
      x = cut(x, uniform(x, noise, name + ".top"), uniform(x, noise, name + ".left"));
    }
    return x;
  }

  private static NDArray colored(NDArray images, KeyedNoise noise, String name) {
    long n = images.getShape().get(0);
    var x = brightened(images, noise.uniform(name + ".brightness", n, 1, 1, 1));
    if (images.getShape().get(1) > 1) {
      x = saturated(x, noise.uniform(name + ".saturation", n, 1, 1, 1));
    }
    return contrasted(x, noise.uniform(name + ".contrast", n, 1, 1, 1));
  }

  private static float[] uniform(NDArray images, KeyedNoise noise, String name) {
    try (var drawn = noise.uniform(name, images.getShape().get(0))) {
      return drawn.toFloatArray();
    }
  }

  /**
   * Adds -1/2 to below 1/2.
   *
   * @param uniform 0 to below 1, {@code [n, 1, 1, 1]}
   */
  static NDArray brightened(NDArray x, NDArray uniform) {
    return x.add(uniform.sub(number(uniform, MOST_BRIGHTNESS)));
  }

  /** Scales the distance to the mean of the channels by 0 to below 2. */
  static NDArray saturated(NDArray x, NDArray uniform) {
    var mean = x.mean(new int[] {1}, true);
    return x.sub(mean).mul(uniform.mul(number(uniform, 2))).add(mean);
  }

  /** Scales the distance to the mean of the image by 1/2 to below 3/2. */
  static NDArray contrasted(NDArray x, NDArray uniform) {
    var shape = x.getShape();
    var mean = x.reshape(shape.get(0), -1).mean(new int[] {1}, true).reshape(shape.get(0), 1, 1, 1);
    return x.sub(mean).mul(uniform.add(number(uniform, 0.5))).add(mean);
  }

  /**
   * Moves each image by whole pixels, 0 coming in.
   *
   * @param down 0 to below 1 for each image: up by an eighth of the height, to down by as much
   * @param right the same from left to right
   */
  static NDArray shifted(NDArray x, float[] down, float[] right) {
    int height = (int) x.getShape().get(2);
    int width = (int) x.getShape().get(3);
    var rows = new float[down.length * height * height];
    var columns = new float[right.length * width * width];
    for (int i = 0; i < down.length; i++) {
      int dy = shift(down[i], height);
      for (int y = Math.max(0, dy); y < Math.min(height, height + dy); y++) {
        rows[(i * height + y) * height + y - dy] = 1;
      }
      int dx = shift(right[i], width);
      for (int c = Math.max(0, dx); c < Math.min(width, width + dx); c++) {
        columns[(i * width + c - dx) * width + c] = 1;
      }
    }
    var manager = x.getManager();
    var moved =
        EngineArrays.array(manager, rows, new Shape(down.length, 1, height, height)).matMul(x);
    return moved.matMul(
        EngineArrays.array(manager, columns, new Shape(right.length, 1, width, width)));
  }

  private static int shift(float uniform, int side) {
    int most = (int) (side * SHIFT + 0.5);
    return (int) (uniform * (2 * most + 1)) - most;
  }

  /**
   * Puts 0 into a rectangle of half of each side.
   *
   * @param top 0 to below 1 for each image: the rectangle's middle from the upper border to the
   *     lower
   * @param left the same from left to right
   */
  static NDArray cut(NDArray x, float[] top, float[] left) {
    int height = (int) x.getShape().get(2);
    int width = (int) x.getShape().get(3);
    var mask = new float[top.length * height * width];
    for (int i = 0; i < top.length; i++) {
      int firstRow = first(top[i], height);
      int firstColumn = first(left[i], width);
      for (int y = 0; y < height; y++) {
        boolean inRows = y >= firstRow && y < firstRow + hole(height);
        for (int c = 0; c < width; c++) {
          boolean inHole = inRows && c >= firstColumn && c < firstColumn + hole(width);
          mask[(i * height + y) * width + c] = inHole ? 0 : 1;
        }
      }
    }
    return x.mul(EngineArrays.array(x.getManager(), mask, new Shape(top.length, 1, height, width)));
  }

  private static int hole(int side) {
    return (int) (side * HOLE + 0.5);
  }

  private static int first(float uniform, int side) {
    int hole = hole(side);
    return (int) (uniform * (side + 1 - hole % 2)) - hole / 2;
  }
}
