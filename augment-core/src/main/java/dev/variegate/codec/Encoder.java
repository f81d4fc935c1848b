package dev.variegate.codec;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.variegate.codec.bytes.ChannelOrder;
import dev.variegate.codec.tiff.TiffWriter;
import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.SampleType;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Writes images, and refuses what a format cannot hold rather than drop it. */
final class Encoder {

  private Encoder() {}

  static byte[] encode(Image image, Encoding encoding) {
    return encode(image, encoding, Optional.empty());
  }

  /**
   * Writes an image with a color profile.
   *
   * @param profile left out where it describes other channels
   */
  static byte[] encode(Image image, Encoding encoding, Optional<ColorProfile> profile) {
    var fitting = profile.filter(icc -> icc.fits(image.channels()));
    if (encoding.format() == ImageFormat.TIFF) {
      return TiffWriter.write(image, fitting);
    }
    var plain = jpeg(image, encoding).orElseGet(() -> plain(image, encoding));
    return fitting
        .map(icc -> ProfileWriter.put(plain, encoding.format(), image, icc))
        .orElse(plain);
  }

  private static Optional<byte[]> jpeg(Image image, Encoding encoding) {
    if (encoding.format() != ImageFormat.JPEG) {
      return Optional.empty();
    }
    requireFits(image, ImageFormat.JPEG);
    return Libjpeg.encode(image, encoding.quality());
  }

  private static byte[] plain(Image image, Encoding encoding) {
    try (var encoded = encoded(image, encoding)) {
      var bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }

  /** In native memory, by OpenCV, which writes all formats but TIFF; the caller closes it. */
  static BytePointer encoded(Image image, Encoding encoding) {
    requireFits(image, encoding.format());
    var encoded = new BytePointer();
    try (var swapped = image.channels() == 1 ? null : ChannelOrder.toOpenCv(image.mat());
        var parameters = parameters(encoding)) {
      var mat = swapped == null ? image.mat() : swapped;
      if (!imencode("." + encoding.format().extension(), mat, encoded, parameters)) {
        throw new IllegalStateException(
            "OpenCV cannot write an image of %s as %s; try png".formatted(image.size(), encoding));
      }
      return encoded;
    } catch (RuntimeException | Error e) {
      encoded.close();
      throw e;
    }
  }

  private static IntPointer parameters(Encoding encoding) {
    return switch (encoding.format()) {
      case JPEG -> new IntPointer(IMWRITE_JPEG_QUALITY, encoding.quality());
      case WEBP -> new IntPointer(IMWRITE_WEBP_QUALITY, encoding.quality());
      default -> new IntPointer(0L);
    };
  }

  private static void requireFits(Image image, ImageFormat format) {
    var type = image.type();
    if (type == SampleType.FLOAT32 || (type == SampleType.UINT16 && format != ImageFormat.PNG)) {
      throw refusal(
          "samples %s".formatted(type),
          format,
          format == ImageFormat.PNG ? "8 or 16-bit" : "8-bit",
          type == SampleType.UINT16 ? "use png or tiff" : "use tiff");
    }
    if (!image.isColor()) {
      throw refusal(
          "%d channels".formatted(image.channels()), format, "gray, RGB or RGBA", "use tiff");
    }
    if (image.channels() == 4 && format == ImageFormat.JPEG) {
      throw refusal("an alpha channel", format, "gray or RGB", "use png or webp");
    }
    int longest = format.longestSide();
    if (Math.max(image.width(), image.height()) > longest) {
      throw refusal(
          "size %s".formatted(image.size()),
          format,
          "at most %d a side".formatted(longest),
          "use png");
    }
  }

  private static IllegalArgumentException refusal(
      String given, ImageFormat format, String rule, String advice) {
    return new IllegalArgumentException(
        "Image to be written as %s has %s but must be %s; %s"
            .formatted(format.title(), given, rule, advice));
  }
}
