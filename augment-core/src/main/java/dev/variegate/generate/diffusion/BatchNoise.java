package dev.variegate.generate.diffusion;

import dev.variegate.random.DrawKey;
import java.util.List;

/**
 * Normal noise for the pictures of a batch: that of a picture is a pure function of its key and a
 * place, whatever its neighbours are.
 *
 * @param pictures at most {@code rows}; further rows have none
 * @param width floats of one picture
 * @param rows of the batch
 */
public record BatchNoise(List<DrawKey> pictures, int width, int rows) {

  /**
   * The noise of all rows, one after the other.
   *
   * @param place 0 for the start, then counting up with each draw of a run
   */
  public float[] at(int place) {
    var noise = new float[Math.multiplyExact(rows, width)];
    for (int row = 0; row < pictures.size(); row++) {
      var random = pictures.get(row).generator(place);
      for (int i = 0; i < width; i++) {
        noise[row * width + i] = (float) random.nextGaussian();
      }
    }
    return noise;
  }
}
