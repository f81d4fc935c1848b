package dev.variegate.train.diffusion;

import dev.variegate.train.ImageShape;

/**
 * The sizes at which a denoiser sees an image. Large ones are first cut into patches, whose samples
 * become channels, until at most 48x48 places are left (Hoogeboom et al., "simple diffusion",
 * arXiv:2301.11093, section 3.3); then each level halves the size of the one before, down to 4 to 7
 * places on the smaller side.
 *
 * @param squeezes how often each four samples become one place of four times the channels
 * @param halvings how often the size is halved after that
 * @param width channels of the first level
 */
record Levels(ImageShape shape, int squeezes, int halvings, int width) {

  private static final int MOST_PLACES = 48 * 48;
  private static final int SMALLEST = 4;
  private static final int MOST_HALVINGS = 3;

  static Levels of(ImageShape shape, int width) {
    int squeezes = 0;
    while ((shape.height() * shape.width()) >> (2 * squeezes) > MOST_PLACES) {
      squeezes++;
    }
    int side = Math.min(shape.height(), shape.width()) >> squeezes;
    int halvings = 0;
    while (halvings < MOST_HALVINGS && side >> (halvings + 1) >= SMALLEST) {
      halvings++;
    }
    return new Levels(shape, squeezes, halvings, width);
  }

  /** Channels of a level, 0 for the first: those of all others are twice as many. */
  int channels(int level) {
    return level == 0 ? width : 2 * width;
  }

  /** Samples of a patch. */
  int patch() {
    return shape.channels() << (2 * squeezes);
  }

  /** Rows that images lack to be squeezed and halved so often. */
  int missingRows() {
    return missing(shape.height());
  }

  /** Columns that images lack. */
  int missingColumns() {
    return missing(shape.width());
  }

  private int missing(int side) {
    return Math.floorMod(-side, 1 << (squeezes + halvings));
  }

  /** Whether images have to be padded. */
  boolean isPadded() {
    return missingRows() > 0 || missingColumns() > 0;
  }
}
