package dev.variegate.codec;

import dev.variegate.image.BundledLibrary;
import dev.variegate.image.Image;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Colors;
import dev.variegate.image.RowRange;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * JPEG files by libjpeg-turbo itself, for what OpenCV does not offer: some rows of an image, and
 * other places for its coefficients (file {@code src/main/native/jpeg.c}).
 */
final class Libjpeg {

  private static final BundledLibrary LIBRARY =
      new BundledLibrary("library for JPEG files", "variegate-jpeg", Libjpeg.class);

  private Libjpeg() {}

  /**
   * Makes sure that this machine can load it.
   *
   * @throws IllegalStateException if it cannot
   */
  static void require() {
    LIBRARY.require();
  }

  /**
   * Decodes some rows with the samples that a whole decode gives them; all others of the image that
   * it returns are undefined. Empty where that is not possible: on another platform, and of a file
   * that is progressive, in CMYK or damaged.
   */
  static Optional<Image> decode(byte[] jpeg, ImageHeader header, RowRange rows) {
    if (!LIBRARY.isLoadable()) {
      return Optional.empty();
    }
    var size = header.size();
    int type = opencv_core.CV_8UC(header.channels());
    var mat = new Mat(size.height(), size.width(), type);
    try (BytePointer samples = mat.data()) {
      if (rows(
          jpeg,
          rows.first(),
          rows.end(),
          samples.address(),
          mat.step(),
          size.width(),
          size.height(),
          header.channels())) {
        return Optional.of(Image.own(mat));
      }
    }
    mat.close();
    return Optional.empty();
  }

  /** A file with the change made; empty where it is not possible without loss. */
  static Optional<byte[]> transformed(byte[] jpeg, ImageHeader header, JpegTransform asked) {
    LIBRARY.require();
    if (header.colors() == Colors.INKS) {
      return Optional.empty();
    }
    int how = (asked.mirrorX() ? 1 : 0) | (asked.mirrorY() ? 2 : 0) | (asked.swap() ? 4 : 0);
    var window = asked.window();
    return Optional.ofNullable(
        transformed(
            jpeg, asked.x(), asked.y(), window.width(), window.height(), how, asked.gray()));
  }

  /** The SHA-256 of the source that the library was built from. */
  static String builtFrom() {
    LIBRARY.require();
    return sources();
  }

  private static native String sources();

  private static native boolean rows(
      byte[] jpeg, int first, int end, long to, long step, int width, int height, int channels);

  private static native byte[] transformed(
      byte[] jpeg, int x, int y, int width, int height, int how, boolean gray);
}
