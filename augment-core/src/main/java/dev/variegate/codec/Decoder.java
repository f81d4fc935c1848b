package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.variegate.codec.bytes.ChannelOrder;
import dev.variegate.codec.bytes.Orientation;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.codec.tiff.TiffCoding;
import dev.variegate.codec.tiff.TiffDirectory;
import dev.variegate.codec.tiff.TiffJpeg;
import dev.variegate.codec.tiff.TiffReader;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Flaw;
import dev.variegate.image.OpenCv;
import dev.variegate.image.OpenCvFailure;
import dev.variegate.image.RowRange;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Decodes what the header promised, and holds the decoder to it.
 *
 * <p>libjpeg-turbo decodes JPEG. OpenCV decodes those that it leaves, PNG, WebP and the fax codes
 * of TIFF, into samples that are black before, so that what it does not write is no memory of
 * others. It writes all samples of a JPEG, the made-up ones of damaged parts too, or refuses it;
 * the fill would take a tenth of the time.
 */
final class Decoder {

  /** OpenCV's own limit of a side. */
  private static final int LONGEST_SIDE = 1 << 20;

  /** OpenCV reads so many bytes of a WebP before it looks at them; shorter ones are whole too. */
  private static final int SHORTEST_WEBP = 32;

  /** The scale of an image that is not reduced. */
  static final int WHOLE = 1;

  /** Those in strips and tiles of a TIFF. */
  private static final TiffJpeg.Codec JPEGS =
      new TiffJpeg.Codec() {
        @Override
        public ImageHeader header(byte[] jpeg) {
          return JpegHeader.read(jpeg, PixelLimit.NONE);
        }

        @Override
        public Image decode(byte[] jpeg, ImageHeader header) {
          return Decoder.jpeg(jpeg, header, WHOLE);
        }
      };

  private Decoder() {}

  static Image decode(byte[] encoded, ImageHeader header) {
    return decode(encoded, header, WHOLE);
  }

  /**
   * Decodes an image.
   *
   * @param scale by which a JPEG is divided: 1, 2, 4 or 8; {@link #WHOLE} for all others
   */
  static Image decode(byte[] encoded, ImageHeader header, int scale) {
    OpenCv.load();
    DecodeLog.log(header);
    boolean fax =
        header.format() == ImageFormat.TIFF
            && TiffCoding.isFax(TiffDirectory.first(encoded, 0, "TIFF"));
    var stored = fax ? byOpenCv(encoded, header, WHOLE) : stored(encoded, header, scale);
    // OpenCV turns TIFF upright whatever it is asked, and the others only where it is asked to
    var image = Orientation.upright(stored, fax ? 1 : header.orientation());
    if (!image.size().equals(header.orientedSize().reduced(scale))
        || image.channels() != header.channels()) {
      image.close();
      throw damaged(header, null);
    }
    return image;
  }

  /**
   * Decodes some rows of an upright JPEG, with the samples that {@link #decode} gives them; all
   * others are undefined. Empty where that is not possible.
   */
  static Optional<Image> rows(byte[] encoded, ImageHeader header, RowRange rows) {
    if (header.format() != ImageFormat.JPEG
        || header.orientation() != 1
        || !header.flaws().isEmpty()) {
      return Optional.empty();
    }
    OpenCv.load();
    return Libjpeg.decode(encoded, header, rows);
  }

  /** As it lies in the file, which may be on its side. */
  private static Image stored(byte[] encoded, ImageHeader header, int scale) {
    return switch (header.format()) {
      case JPEG -> jpeg(encoded, header, scale);
      case PNG -> byOpenCv(PngHeader.plain(encoded), header, WHOLE);
      case WEBP ->
          byOpenCv(
              encoded.length < SHORTEST_WEBP ? Arrays.copyOf(encoded, SHORTEST_WEBP) : encoded,
              header,
              WHOLE);
      case BMP -> BmpReader.read(encoded, header);
      case TIFF -> TiffReader.read(encoded, header, JPEGS);
      case GIF -> GifReader.read(encoded, header);
      case PNM -> PnmReader.read(encoded, header);
    };
  }

  /** A JPEG as it lies, be it a file or a strip of a TIFF. */
  private static Image jpeg(byte[] encoded, ImageHeader header, int scale) {
    var all = RowRange.all(header.size());
    return (scale == WHOLE && header.flaws().isEmpty()
            ? Libjpeg.decode(encoded, header, all)
            : Optional.<Image>empty())
        .orElseGet(() -> jpegByOpenCv(encoded, header, scale));
  }

  private static Image jpegByOpenCv(byte[] encoded, ImageHeader header, int scale) {
    var plain = header.flaws().contains(Flaw.STRAY_BYTES) ? JpegHeader.plain(encoded) : encoded;
    return byOpenCv(
        header.flaws().contains(Flaw.NO_END) ? JpegEnd.added(plain, header) : plain, header, scale);
  }

  private static Image byOpenCv(byte[] encoded, ImageHeader header, int scale) {
    requireShortSides(header);
    int flags = flags(header.channels()) | reduction(scale);
    try (var bytes = new BytePointer(encoded);
        var input = new Mat(1, encoded.length, CV_8U, bytes);
        var into = header.format() == ImageFormat.JPEG ? new Mat() : black(header)) {
      var mat = imdecode(input, flags, into);
      if (mat.empty()) {
        mat.close();
        throw damaged(header, null);
      }
      return Image.own(ChannelOrder.fromOpenCv(mat));
    } catch (BadImageException e) {
      throw e;
    } catch (RuntimeException e) { // what JavaCPP makes of a C++ exception
      throw failure(header, e);
    }
  }

  private static Mat black(ImageHeader header) {
    int type = CV_MAKETYPE(header.bits() == 16 ? CV_16U : CV_8U, header.channels());
    try (var zero = new Scalar(0, 0, 0, 0)) {
      return new Mat(header.size().height(), header.size().width(), type, zero);
    }
  }

  private static void requireShortSides(ImageHeader header) {
    var size = header.size();
    if (Math.max(size.width(), size.height()) > LONGEST_SIDE) {
      throw new BadImageException(
          UNSUPPORTED,
          "%s of %s has a side that is too long to be decoded but must be at most %d; cut it"
              .formatted(header.format().title(), size, LONGEST_SIDE));
    }
  }

  /** Memory that ran out is nobody's bad image. */
  static RuntimeException failure(ImageHeader header, RuntimeException thrown) {
    OpenCvFailure.requireMemory(thrown);
    return damaged(header, thrown);
  }

  static BadImageException damaged(ImageHeader header, Throwable cause) {
    return new BadImageException(
        CORRUPT,
        "%s of %s cannot be decoded, its content contradicts its format; replace the file"
            .formatted(header.format().title(), header.size()),
        cause);
  }

  /** Reads what the encoder wrote a moment ago. */
  static Image reread(BytePointer encoded, int channels) {
    try (var input = new Mat(1, Math.toIntExact(encoded.limit()), CV_8U, encoded)) {
      return Image.own(ChannelOrder.fromOpenCv(imdecode(input, flags(channels))));
    }
  }

  /** Libjpeg's scaled inverse DCT; the word for gray adds no color rule of its own. */
  private static int reduction(int scale) {
    return switch (scale) {
      case WHOLE -> 0;
      case 2 -> IMREAD_REDUCED_GRAYSCALE_2;
      case 4 -> IMREAD_REDUCED_GRAYSCALE_4;
      case 8 -> IMREAD_REDUCED_GRAYSCALE_8;
      default ->
          throw new IllegalArgumentException(
              "Scale is 1/%d but must be 1/1, 1/2, 1/4 or 1/8; use one of them".formatted(scale));
    };
  }

  private static int flags(int channels) {
    return switch (channels) {
      case 1 -> IMREAD_GRAYSCALE | IMREAD_ANYDEPTH | IMREAD_IGNORE_ORIENTATION;
      case 3 -> IMREAD_COLOR_RGB | IMREAD_ANYDEPTH | IMREAD_IGNORE_ORIENTATION;
      default -> IMREAD_UNCHANGED;
    };
  }
}
