package dev.variegate.codec;

import dev.variegate.image.BundledLibrary;
import dev.variegate.image.Image;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.OpenCvFailure;
import dev.variegate.image.RowRange;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * JPEG files by libjpeg-turbo itself (file {@code src/main/native/jpeg.c}): some rows of an image,
 * other places for its coefficients, and what OpenCV does too, without its swapping of channels and
 * copies. Samples and bytes are those of OpenCV, which stands in where this library cannot be
 * loaded.
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
    var mat = allocated(size, type);
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

  private static Mat allocated(Size size, int type) {
    try {
      return new Mat(size.height(), size.width(), type);
    } catch (RuntimeException e) { // what JavaCPP makes of a C++ exception
      OpenCvFailure.requireMemory(e);
      throw e;
    }
  }

  /** An image written as OpenCV writes it; empty where the library is not there. */
  static Optional<byte[]> encode(Image image, int quality) {
    boolean can =
        LIBRARY.isLoadable()
            && image.type() == SampleType.UINT8
            && (image.channels() == 1 || image.channels() == 3);
    if (!can) {
      return Optional.empty();
    }
    var mat = image.mat();
    try (BytePointer samples = mat.data()) {
      return Optional.ofNullable(
          encoded(
              samples.address(),
              mat.step(),
              image.width(),
              image.height(),
              image.channels(),
              quality));
    }
  }

  /** The address of a file whose coefficients are read, for {@link #close}; 0 where they cannot. */
  static long opened(byte[] jpeg) {
    LIBRARY.require();
    return open(jpeg);
  }

  /** An opened file with the change made; empty where that is not possible without loss. */
  static Optional<byte[]> transformed(long file, JpegTransform asked) {
    int how = (asked.mirrorX() ? 1 : 0) | (asked.mirrorY() ? 2 : 0) | (asked.swap() ? 4 : 0);
    var window = asked.window();
    return Optional.ofNullable(
        transformed(
            file, asked.x(), asked.y(), window.width(), window.height(), how, asked.gray()));
  }

  /** The SHA-256 of the source that the library was built from. */
  static String builtFrom() {
    LIBRARY.require();
    return sources();
  }

  private static native String sources();

  private static native boolean rows(
      byte[] jpeg, int first, int end, long to, long step, int width, int height, int channels);

  private static native byte[] encoded(
      long from, long step, int width, int height, int channels, int quality);

  private static native long open(byte[] jpeg);

  /** Frees an opened file. */
  static native void close(long file);

  private static native byte[] transformed(
      long file, int x, int y, int width, int height, int how, boolean gray);
}
