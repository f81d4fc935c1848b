package dev.variegate.generate.autoregressive;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws the pixels of images one after another, row by row, each given all before it. */
public final class RasterScan {

  private final LogisticMixture mixture;
  private final int height;
  private final int width;
  private final double temperature;

  /**
   * Of images of a size.
   *
   * @param temperature see {@link LogisticMixture#draw}
   */
  public RasterScan(LogisticMixture mixture, int height, int width, double temperature) {
    this.mixture = mixture;
    this.height = height;
    this.width = width;
    this.temperature = temperature;
  }

  /**
   * The images of a batch, {@code [batch, channels, height, width]} in -1..1.
   *
   * @param randoms where each image is drawn from; those of the batch beyond them stay 0
   */
  public static float[] images(
      PixelSizes sizes, PixelSteps steps, double temperature, List<RandomGenerator> randoms) {
    return new RasterScan(sizes.mixture(), sizes.height(), sizes.width(), temperature)
        .images(sizes.batch(), new CachedPredictor(sizes, steps), randoms);
  }

  float[] images(int batch, PixelPredictor predictor, List<RandomGenerator> randoms) {
    int channels = mixture.channels();
    var images = new float[batch * channels * height * width];
    var pixel = new float[mixture.parameters()];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float[] made = predictor.at(images, y, x);
        for (int i = 0; i < randoms.size(); i++) {
          System.arraycopy(made, i * pixel.length, pixel, 0, pixel.length);
          int[] levels = mixture.draw(pixel, temperature, randoms.get(i));
          for (int c = 0; c < channels; c++) {
            images[((i * channels + c) * height + y) * width + x] =
                LogisticMixture.value(levels[c]);
          }
        }
      }
    }
    return images;
  }
}
