package dev.variegate.train.flow;

import dev.variegate.train.ImageShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes at which a flow sees an image. Each level halves height and width and makes four
 * channels of one; all levels but the last then give half of their channels to the latent.
 *
 * <p>Source: Dinh et al., arXiv:1605.08803, section 3.6.
 */
record FlowSizes(ImageShape shape, List<Level> levels) {

  private static final int SMALLEST = 4;
  private static final int MOST = 4;

  /** Numbers of the image while it is at one level. */
  record Level(int channels, int height, int width) {

    /** Places of one channel. */
    int area() {
      return height * width;
    }

    /** Numbers of half the channels, or of all. */
    int size(boolean all) {
      return (all ? channels : channels / 2) * area();
    }
  }

  /**
   * As many levels as the sides can be halved, down to 4 pixels.
   *
   * @throws IllegalArgumentException if a side is odd
   */
  static FlowSizes of(ImageShape shape) {
    var levels = new ArrayList<Level>();
    int channels = shape.channels();
    int height = shape.height();
    int width = shape.width();
    while (levels.size() < MOST
        && height % 2 == 0
        && width % 2 == 0
        && Math.min(height, width) / 2 >= SMALLEST) {
      height /= 2;
      width /= 2;
      channels *= levels.isEmpty() ? 4 : 2;
      levels.add(new Level(channels, height, width));
    }
    if (levels.isEmpty()) {
      throw new IllegalArgumentException(
          "Images to train a flow on are %s but must have even sides; set imageSize to %dx%d, or train another family"
              .formatted(shape, even(shape.width()), even(shape.height())));
    }
    return new FlowSizes(shape, List.copyOf(levels));
  }

  private static int even(int side) {
    return side + side % 2;
  }

  boolean isLast(int level) {
    return level == levels.size() - 1;
  }

  /** Length of the part of the latent that a level gives. */
  int latent(int level) {
    return levels.get(level).size(isLast(level));
  }
}
