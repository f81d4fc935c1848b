package dev.variegate.quality;

import dev.variegate.image.Image;
import dev.variegate.image.UnitFloats;
import java.io.Serializable;

/**
 * What of two images is compared.
 *
 * @param channel of the images
 * @param border pixels left out along every edge, 0 or more; the literature on super-resolution
 *     leaves out as many as the factor
 */
public record Comparison(Channel channel, int border) implements Serializable {

  /** Full intensity of the compared samples. */
  static final double WHITE = 255;

  /** Which samples are compared, on a scale of 0..255. */
  public enum Channel {
    /** Red, green and blue as they are; gray is three times the same. */
    RGB,
    /**
     * {@code 0.299 R + 0.587 G + 0.114 B}, 0..255 (ITU-R BT.601, full range), rounded as 8-bit luma
     * is.
     */
    LUMA,
    /**
     * {@code 16 + (65.481 R + 128.553 G + 24.966 B) / 255}, 16..235, not rounded: the studio range
     * of MATLAB's {@code rgb2ycbcr}. Its differences are 219/255 of those of {@link #LUMA}, which
     * adds 1.3 dB to every PSNR; figures of the two must not be mixed.
     */
    STUDIO_LUMA
  }

  public Comparison {
    if (border < 0) {
      throw new IllegalArgumentException(
          "Border is %d but must be at least 0; give the pixels to leave out".formatted(border));
    }
  }

  /** The compared samples of an image, 0..255, one plane for each channel. */
  Plane[] planes(Image image) {
    if (2 * border >= Math.min(image.width(), image.height())) {
      throw new IllegalArgumentException(
          "Border is %d but must leave something of an image of %s; make it smaller"
              .formatted(border, image.size()));
    }
    var fractions = UnitFloats.of(image);
    int count = channel == Channel.RGB ? 3 : 1;
    var planes = new Plane[count];
    for (int i = 0; i < count; i++) {
      planes[i] = plane(fractions, image, i);
    }
    return planes;
  }

  private Plane plane(float[] fractions, Image image, int index) {
    int width = image.width() - 2 * border;
    int height = image.height() - 2 * border;
    var samples = new double[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = (y + border) * image.width() + x + border;
        samples[y * width + x] =
            sample(fractions, pixel * image.channels(), image.channels(), index);
      }
    }
    return new Plane(width, height, samples);
  }

  private double sample(float[] fractions, int at, int channels, int index) {
    boolean gray = channels == 1;
    double red = WHITE * fractions[at];
    double green = gray ? red : WHITE * fractions[at + 1];
    double blue = gray ? red : WHITE * fractions[at + 2];
    return switch (channel) {
      case RGB -> index == 0 ? red : index == 1 ? green : blue;
      case LUMA -> Math.rint(0.299 * red + 0.587 * green + 0.114 * blue);
      case STUDIO_LUMA -> 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / WHITE;
    };
  }

  /** Samples of one channel, row by row. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Plane(int width, int height, double[] samples) {}

  static void requireSameSize(Image first, Image second) {
    if (!first.size().equals(second.size())) {
      throw new IllegalArgumentException(
          "Images are %s and %s but must have one size; compare an image with its own original"
              .formatted(first.size(), second.size()));
    }
  }
}
