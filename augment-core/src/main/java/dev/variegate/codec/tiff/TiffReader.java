package dev.variegate.codec.tiff;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static org.bytedeco.opencv.global.opencv_core.CMP_EQ;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.compare;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.split;

import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Colors;
import dev.variegate.image.SampleType;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Puts a page of a TIFF together from its strips or tiles: gray, RGB, RGBA or bands. Samples of 8
 * bits and more are as they are stored, fewer are scaled so that all bits set are 255.
 */
public final class TiffReader {

  private static final int WHITE_IS_ZERO = 0;

  private final byte[] bytes;
  private final TiffLayout layout;
  private final TiffJpeg jpeg;
  private final TiffRows rows;

  private TiffReader(byte[] bytes, TiffDirectory page, TiffLayout layout, TiffJpeg.Codec jpegs) {
    this.bytes = bytes;
    this.layout = layout;
    this.jpeg = new TiffJpeg(layout, page.bytes(TiffTag.JPEG_TABLES), jpegs);
    this.rows = new TiffRows(layout, page);
  }

  /** The first page; the caller closes it. */
  public static Image read(byte[] bytes, ImageHeader header, TiffJpeg.Codec jpegs) {
    var page = TiffDirectory.first(bytes, 0, "TIFF");
    var layout = TiffLayout.of(page, TiffSamples.of(page), header, PixelLimit.NONE);
    try (var mat = new TiffReader(bytes, page, layout, jpegs).mat()) {
      boolean integers = layout.type() != SampleType.FLOAT32;
      if (header.channels() == 1
          && integers
          && page.number(TiffTag.PHOTOMETRIC, 1) == WHITE_IS_ZERO) {
        bitwise_not(mat, mat);
      }
      if (header.colors() == Colors.MULTIPLIED) {
        divideByAlpha(mat, layout.type().white());
      }
      return Image.own(new Mat(mat));
    }
  }

  /** What is wholly transparent becomes black. */
  private static void divideByAlpha(Mat mat, double white) {
    try (var channels = new MatVector();
        var nothing = new Mat();
        var zero = new Scalar(0);
        var black = new Mat(1, 1, mat.depth(), zero)) {
      split(mat, channels);
      var alpha = channels.get(3);
      compare(alpha, black, nothing, CMP_EQ);
      for (int i = 0; i < 3; i++) {
        var color = channels.get(i);
        divide(color, alpha, color, white, -1);
        color.setTo(black, nothing);
      }
      merge(channels, mat);
    }
  }

  private Mat mat() {
    if (layout.planes() == 1) {
      return plane(0);
    }
    try (var planes = new MatVector(layout.planes())) {
      for (int i = 0; i < layout.planes(); i++) {
        try (var plane = plane(i)) {
          planes.put(i, plane);
        }
      }
      var whole = new Mat();
      merge(planes, whole);
      return whole;
    }
  }

  private Mat plane(int number) {
    var size = layout.header().size();
    int type = CV_MAKETYPE(layout.type().depth(), rows.channels());
    var plane = new Mat(size.height(), size.width(), type);
    try {
      for (int i = 0; i < layout.across() * layout.down(); i++) {
        put(plane, i, number * layout.across() * layout.down() + i);
      }
      return plane;
    } catch (RuntimeException | Error e) {
      plane.close();
      throw e;
    }
  }

  private void put(Mat plane, int place, int number) {
    var piece = layout.piece();
    int left = place % layout.across() * piece.width();
    int top = place / layout.across() * piece.height();
    int visible = Math.min(piece.width(), plane.cols() - left) * rows.pixelBytes();
    int count = layout.rowsOf(place);
    var samples = expanded(number, count);
    for (int y = 0; y < count; y++) {
      try (var into = plane.ptr(top + y, left)) {
        into.put(rows.shown(samples, y), 0, visible);
      }
    }
  }

  /** As many rows of a piece as the image shows of it. */
  private byte[] expanded(int number, int count) {
    int start = (int) layout.offsets()[number];
    int length = (int) layout.lengths()[number];
    if (layout.compression() == TiffCompression.JPEG) {
      return jpeg.expand(bytes, start, length, count);
    }
    var samples = new byte[count * layout.rowBytes()];
    int given =
        layout.mirrored()
            ? layout.compression().expand(mirrored(start, length), 0, length, samples)
            : layout.compression().expand(bytes, start, length, samples);
    if (given < samples.length) {
      throw new BadImageException(
          CORRUPT,
          "TIFF of %s has %d bytes of samples in strip or tile %d but must have %d; the file is damaged, copy or download it again"
              .formatted(layout.header().size(), given, number + 1, samples.length));
    }
    return samples;
  }

  private byte[] mirrored(int start, int length) {
    var other = Arrays.copyOfRange(bytes, start, start + length);
    for (int i = 0; i < length; i++) {
      other[i] = (byte) (Integer.reverse(other[i]) >>> 24);
    }
    return other;
  }
}
