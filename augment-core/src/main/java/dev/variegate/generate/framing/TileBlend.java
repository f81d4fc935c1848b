package dev.variegate.generate.framing;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;

/** Lays tiles together in floats, each by its weights; nothing is rounded. */
public final class TileBlend {

  /** Samples of the largest image that can be made; canvases are a little larger. */
  private static final long MAX = 2_000_000_000;

  private final TileAxis across;
  private final TileAxis down;
  private final int channels;
  private final float[] sums;

  TileBlend(TileAxis across, TileAxis down, int channels) {
    this.across = across;
    this.down = down;
    this.channels = channels;
    this.sums =
        new float[Math.multiplyExact(Math.multiplyExact(across.length(), down.length()), channels)];
  }

  /**
   * Refuses what no array holds.
   *
   * @throws IllegalArgumentException naming the image
   */
  public static void requirePossible(Size source, int factor, int channels) {
    var scale = new AxisScale(factor, 1);
    requirePossible(source, new Enlargement(scale, scale), channels);
  }

  static void requirePossible(Size source, Enlargement by, int channels) {
    double pixels = source.pixels() * by.across().factor() * by.down().factor();
    if (pixels > (double) MAX / channels) {
      throw new IllegalArgumentException(
          "Image is %s, enlarged %s it would have more than %d samples; cut it into parts first"
              .formatted(source, by, MAX));
    }
  }

  /** Adds a float tile at its place. */
  void add(int column, int row, Image tile) {
    var samples = tile.toFloats();
    var horizontal = horizontal(column);
    int width = horizontal.length;
    for (int y = 0; y < down.tile(); y++) {
      float vertical = down.weight(row, y);
      int to = ((down.start(row) + y) * across.length() + across.start(column)) * channels;
      for (int x = 0; x < width; x++) {
        float weight = vertical * horizontal[x];
        sums[to + x] += weight * samples[y * width + x];
      }
    }
  }

  /** The weights of a line of samples. */
  private float[] horizontal(int column) {
    var weights = new float[across.tile() * channels];
    for (int x = 0; x < weights.length; x++) {
      weights[x] = across.weight(column, x / channels);
    }
    return weights;
  }

  /** The whole, as floats; every tile was added once. */
  Image image() {
    return UnitFloats.floats(new Size(across.length(), down.length()), channels, sums);
  }
}
