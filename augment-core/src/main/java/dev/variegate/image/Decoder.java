package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes what the header promised, and holds the decoder to it. */
final class Decoder {

  private Decoder() {}

  static Image decode(byte[] encoded, ImageHeader header) {
    OpenCv.load();
    var image =
        isOurs(encoded, header)
            ? Orientation.upright(TiffReader.read(encoded, header), header.orientation())
            : Orientation.upright(stored(encoded, header), leftToDo(header));
    if (!image.size().equals(header.orientedSize()) || image.channels() != header.channels()) {
      image.close();
      throw damaged(header, null);
    }
    return image;
  }

  private static boolean isOurs(byte[] encoded, ImageHeader header) {
    return header.format() == ImageFormat.TIFF
        && TiffCoding.of(TiffDirectory.first(encoded, 0, "TIFF")) == TiffCoding.OURS;
  }

  private static Image stored(byte[] encoded, ImageHeader header) {
    try (var bytes = new BytePointer(encoded);
        var input = new Mat(1, encoded.length, CV_8U, bytes)) {
      var mat = imdecode(input, flags(header.channels()));
      if (mat.empty()) {
        mat.close();
        throw damaged(header, null);
      }
      return Image.own(ColourOrder.fromOpenCv(mat));
    } catch (BadImageException e) {
      throw e;
    } catch (RuntimeException e) { // what JavaCPP makes of a C++ exception
      throw failure(header, e);
    }
  }

  /** OpenCV turns TIFF upright whatever it is told, and the others only where it is told so. */
  private static int leftToDo(ImageHeader header) {
    return header.format() == ImageFormat.TIFF ? 1 : header.orientation();
  }

  /** Memory that ran out is nobody's bad picture. */
  static RuntimeException failure(ImageHeader header, RuntimeException thrown) {
    OpenCvFailure.requireMemory(thrown);
    return damaged(header, thrown);
  }

  private static BadImageException damaged(ImageHeader header, Throwable cause) {
    return new BadImageException(
        CORRUPT,
        "%s of %s cannot be decoded, its content contradicts its format; replace the file"
            .formatted(header.format().title(), header.size()),
        cause);
  }

  /** Reads what the encoder wrote a moment ago. */
  static Image reread(BytePointer encoded, int channels) {
    try (var input = new Mat(1, Math.toIntExact(encoded.limit()), CV_8U, encoded)) {
      return Image.own(ColourOrder.fromOpenCv(imdecode(input, flags(channels))));
    }
  }

  private static int flags(int channels) {
    return switch (channels) {
      case 1 -> IMREAD_GRAYSCALE | IMREAD_ANYDEPTH | IMREAD_IGNORE_ORIENTATION;
      case 3 -> IMREAD_COLOR_RGB | IMREAD_ANYDEPTH | IMREAD_IGNORE_ORIENTATION;
      default -> IMREAD_UNCHANGED;
    };
  }
}
