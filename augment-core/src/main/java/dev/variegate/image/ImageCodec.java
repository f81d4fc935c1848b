package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.io.Serializable;
import java.util.ArrayList;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Encoded bytes to pictures and back. Reads JPEG, PNG, WebP, BMP and TIFF; writes what {@link
 * Encoding} lists.
 *
 * <p>Grey, RGB and RGBA with 8 or 16 bits (TIFF: floats too) stay as they are; a palette becomes
 * RGB, grey with alpha becomes RGBA. The orientation of EXIF is applied, so that the picture stands
 * as a viewer shows it. Equal bytes give equal samples, and equal samples equal bytes. Thread-safe.
 *
 * @param maxPixels most pixels (width times height) that a header may declare; more is refused
 *     before anything is decoded
 */
public record ImageCodec(long maxPixels) implements Serializable {

  /** 100 million pixels, 300 MB as 8-bit RGB. */
  public static final long DEFAULT_MAX_PIXELS = 100_000_000;

  public ImageCodec {
    if (maxPixels < 1) {
      throw new IllegalArgumentException(
          "Pixel limit is %d, must be at least 1; the default is %d"
              .formatted(maxPixels, DEFAULT_MAX_PIXELS));
    }
  }

  public ImageCodec() {
    this(DEFAULT_MAX_PIXELS);
  }

  /**
   * Decodes a whole picture; the caller closes it.
   *
   * @throws BadImageException if the bytes are no whole picture of a supported format, or too large
   */
  public Image decode(byte[] encoded) {
    return decode(encoded, header(encoded));
  }

  /** Decodes and says what was left out or converted on the way. */
  public Decoded decodeWithNotes(byte[] encoded) {
    var header = header(encoded);
    var notes = new ArrayList<String>();
    var title = header.format().title();
    if (header.frames() > 1) {
      notes.add(
          header.format() == ImageFormat.TIFF
              ? "TIFF with %d pages, first page used".formatted(header.frames())
              : "animated %s with %d frames, first frame used".formatted(title, header.frames()));
    }
    if (header.cmyk()) {
      notes.add("CMYK %s converted to RGB without its colour profile".formatted(title));
    }
    return new Decoded(decode(encoded, header), notes);
  }

  /** Writes the picture; it stays open. */
  public byte[] encode(Image image, Encoding encoding) {
    return Encoder.encode(image, encoding);
  }

  /** The header, if it keeps to the limit. */
  public ImageHeader header(byte[] encoded) {
    return ImageHeader.read(encoded, new PixelLimit(maxPixels));
  }

  private static Image decode(byte[] encoded, ImageHeader header) {
    try (var bytes = new BytePointer(encoded);
        var input = new Mat(1, encoded.length, CV_8U, bytes)) {
      var mat = imdecode(input, flags(header));
      if (mat.empty()) {
        mat.close();
        throw damaged(header, null);
      }
      return Orientation.upright(Image.own(ColourOrder.fromOpenCv(mat)), header.orientation());
    } catch (BadImageException e) {
      throw e;
    } catch (RuntimeException e) { // what JavaCPP makes of a C++ exception
      throw damaged(header, e);
    }
  }

  private static BadImageException damaged(ImageHeader header, Throwable cause) {
    return new BadImageException(
        CORRUPT,
        "%s of %s cannot be decoded, its content contradicts its format; replace the file"
            .formatted(header.format().title(), header.size()),
        cause);
  }

  private static int flags(ImageHeader header) {
    return switch (header.channels()) {
      case 1 -> IMREAD_GRAYSCALE | IMREAD_ANYDEPTH | IMREAD_IGNORE_ORIENTATION;
      case 3 -> IMREAD_COLOR_RGB | IMREAD_ANYDEPTH | IMREAD_IGNORE_ORIENTATION;
      default -> IMREAD_UNCHANGED;
    };
  }
}
