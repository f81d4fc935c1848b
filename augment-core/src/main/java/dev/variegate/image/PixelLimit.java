package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TOO_LARGE;

/** The first thing that happens to a declared size: it must be a size, and not too large. */
record PixelLimit(long most) {

  static final PixelLimit NONE = new PixelLimit(Long.MAX_VALUE);

  Size check(ImageFormat format, long width, long height) {
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
          "%s declares %s = %d pixels, must not exceed %d; shrink the picture or raise the limit"
              .formatted(format.title(), size, size.pixels(), most));
    }
    return size;
  }
}
