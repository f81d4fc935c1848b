package dev.variegate.train.network;

import dev.variegate.train.ImageShape;

/**
 * The sizes at which a convolutional network sees an image: the whole one, and each half of the one
 * before, down to 7 to 13 pixels on the smaller side.
 *
 * @param count how often the size is halved
 * @param width channels of the whole size
 */
public record Halvings(ImageShape shape, int count, int width) {

  private static final int SMALLEST = 7;
  private static final int MOST = 4;

  /** Those of images of this shape. */
  public static Halvings of(ImageShape shape, int width) {
    int count = 0;
    while (Math.min(shape.height(), shape.width()) >> (count + 1) >= SMALLEST) {
      count++;
    }
    return new Halvings(shape, count, width);
  }

  /** Channels after so many halvings: one, three, and then four times those of the whole size. */
  public int channels(int level) {
    return width * Math.min(1 + 2 * level, MOST);
  }

  /** Height after all halvings, rounded up, as a decoder begins. */
  public int coarseHeight() {
    return up(shape.height());
  }

  /** Width after all halvings, rounded up. */
  public int coarseWidth() {
    return up(shape.width());
  }

  private int up(int side) {
    return ((side - 1) >> count) + 1;
  }

  /** Samples of one channel after all halvings, rounded down, as an encoder ends. */
  public int coarseArea() {
    return (shape.height() >> count) * (shape.width() >> count);
  }
}
