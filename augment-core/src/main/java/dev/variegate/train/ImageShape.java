package dev.variegate.train;

import java.io.Serializable;

/**
 * The shape of all images of a training.
 *
 * @param channels 1 for gray, 3 for RGB
 * @param height in pixels, 8 to 128
 * @param width in pixels, 8 to 128
 */
public record ImageShape(int channels, int height, int width) implements Serializable {

  /** Smallest side that networks are made for. */
  public static final int MIN_SIDE = 8;

  /** Largest side that networks are made for. */
  public static final int MAX_SIDE = 128;

  public ImageShape {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "Images to train on have %d channels but must be gray or RGB; convert them"
              .formatted(channels));
    }
    if (Math.min(height, width) < MIN_SIDE || Math.max(height, width) > MAX_SIDE) {
      throw new IllegalArgumentException(
          "Images to train on have %dx%d pixels but must have sides of %d to %d; set imageSize"
              .formatted(width, height, MIN_SIDE, MAX_SIDE));
    }
  }

  /** Numbers of one image. */
  public int size() {
    return channels * height * width;
  }

  @Override
  public String toString() {
    return width + "x" + height + (channels == 1 ? " gray" : " RGB");
  }
}
