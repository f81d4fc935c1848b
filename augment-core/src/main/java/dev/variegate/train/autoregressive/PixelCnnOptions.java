package dev.variegate.train.autoregressive;

/**
 * Sizes of a PixelCNN++.
 *
 * @param width channels of its features
 * @param blocks residual blocks of each of its two stacks; each sees two rows and columns further
 * @param components logistic distributions in the mixture of a pixel
 * @param temperature of the samples that the bundle draws, above 0; 1 samples the distribution that
 *     was learned, less gives likelier pixels and images of less variety
 */
public record PixelCnnOptions(int width, int blocks, int components, double temperature) {

  /** What suits 28x28 and 32x32 on two cores. */
  public static final PixelCnnOptions DEFAULT = new PixelCnnOptions(24, 3, 5, 1);

  public PixelCnnOptions {
    if (width < 1 || blocks < 1 || components < 1) {
      throw new IllegalArgumentException(
          "PixelCNN has a width of %d, %d blocks and %d components but must have 1 or more of each; raise them"
              .formatted(width, blocks, components));
    }
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) { // NaN fails too
      throw new IllegalArgumentException(
          "PixelCNN has a temperature of %s but must have one above 0; 1 samples what was learned"
              .formatted(temperature));
    }
  }
}
