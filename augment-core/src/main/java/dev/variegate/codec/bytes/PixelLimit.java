package dev.variegate.codec.bytes;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TOO_LARGE;

import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.Size;

/**
 * The first check of a declared size: it must be a size, and not too large. Pixels of more than
 * four channels count as more: four channels are one pixel.
 */
public record PixelLimit(long most) {

  public static final PixelLimit NONE = new PixelLimit(Long.MAX_VALUE);

  /** What a pixel of colors may have, for which the limit is meant. */
  private static final int CHANNELS = 4;

  public Size check(ImageFormat format, long width, long height) {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new BadImageException(
          CORRUPT,
          "%s declares %dx%d pixels, both must be 1 to 2147483647; the file is damaged, replace it"
              .formatted(format.title(), width, height));
    }
    var size = new Size((int) width, (int) height);
    if (size.pixels() > most) {
      throw new BadImageException(
          TOO_LARGE,
          "%s declares %s = %d pixels but must not exceed %d; shrink the image or raise the limit"
              .formatted(format.title(), size, size.pixels(), most));
    }
    return size;
  }

  public Size check(ImageFormat format, long width, long height, long channels) {
    var size = check(format, width, height);
    double counted = (double) size.pixels() * channels / CHANNELS;
    if (channels > CHANNELS && counted > most) {
      throw new BadImageException(
          TOO_LARGE,
          "%s declares %s pixels of %d channels, which count as %.0f pixels of four but must not exceed %d; shrink the image, leave bands out or raise the limit"
              .formatted(format.title(), size, channels, counted, most));
    }
    return size;
  }
}
