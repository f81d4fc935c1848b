package dev.variegate.generate.framing;

import java.util.stream.IntStream;

/**
 * One axis of an image cut into tiles of one length, spread evenly from edge to edge, and the
 * weights with which they are laid together again.
 *
 * <p>Where tiles overlap, one fades out as the next fades in, by squared sines; every weight is
 * above 0 and the weights of a pixel sum to 1.
 */
final class TileAxis {

  private final int length;
  private final int tile;
  private final int[] starts;
  private final float[][] weights;

  private TileAxis(int length, int tile, int[] starts) {
    this.length = length;
    this.tile = tile;
    this.starts = starts;
    this.weights = normalized();
  }

  /**
   * @param length of the image, at least that of a tile
   * @param overlap pixels that neighbors share at least, less than a tile
   * @param grid that tiles begin at multiples of; length and tile are multiples too
   */
  static TileAxis of(int length, int tile, int overlap, int grid) {
    int steps = -Math.floorDiv(tile - length, Math.max(grid, (tile - overlap) / grid * grid));
    var starts = new int[steps + 1];
    for (int i = 1; i <= steps; i++) {
      starts[i] = (int) ((long) (length - tile) / grid * i / steps) * grid;
    }
    return new TileAxis(length, tile, starts);
  }

  /** The axis of an image that is so many times as long, which its grid makes whole. */
  TileAxis times(AxisScale scale) {
    return new TileAxis(
        scale.scaled(length),
        scale.scaled(tile),
        IntStream.of(starts).map(scale::scaled).toArray());
  }

  int length() {
    return length;
  }

  int tile() {
    return tile;
  }

  int count() {
    return starts.length;
  }

  int start(int index) {
    return starts[index];
  }

  /** The weight of each pixel of a tile. */
  float weight(int index, int pixel) {
    return weights[index][pixel];
  }

  private float[][] normalized() {
    var raw = new double[count()][tile];
    var sums = new double[length];
    for (int index = 0; index < count(); index++) {
      int before = index == 0 ? 0 : starts[index - 1] + tile - starts[index];
      int after = index == count() - 1 ? 0 : starts[index] + tile - starts[index + 1];
      for (int i = 0; i < tile; i++) {
        raw[index][i] = ramp(i, before) * ramp(tile - 1 - i, after);
        sums[starts[index] + i] += raw[index][i];
      }
    }
    var fractions = new float[count()][tile];
    for (int index = 0; index < count(); index++) {
      for (int i = 0; i < tile; i++) {
        fractions[index][i] = (float) (raw[index][i] / sums[starts[index] + i]);
      }
    }
    return fractions;
  }

  private static double ramp(int pixel, int over) {
    if (pixel >= over) {
      return 1;
    }
    double sine = StrictMath.sin(Math.PI / 2 * (pixel + 0.5) / over);
    return sine * sine;
  }
}
