package dev.variegate.generate.diffusion;

import dev.variegate.random.DrawKey;
import java.util.List;

/**
 * Normal noise for the images of a batch: that of an image is a pure function of its key and a
 * place, whatever its neighbors are.
 *
 * @param images at most {@code rows}; further rows have none
 * @param width samples of one image
 * @param rows of the batch
 */
public record BatchNoise(List<DrawKey> images, int width, int rows) {

  /**
   * The noise of all rows, one after the other.
   *
   * @param place 0 for the start, then counting up with each draw of a run
   */
  public double[] at(int place) {
    var noise = new double[Math.multiplyExact(rows, width)];
    for (int row = 0; row < images.size(); row++) {
      var random = images.get(row).generator(place);
      for (int i = 0; i < width; i++) {
        noise[row * width + i] = random.nextGaussian();
      }
    }
    return noise;
  }
}
