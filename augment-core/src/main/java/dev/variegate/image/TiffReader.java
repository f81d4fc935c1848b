package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.merge;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * Puts a page of a TIFF together from its strips or tiles: grey, RGB, RGBA or bands, samples as
 * they are stored.
 */
final class TiffReader {

  private static final int WHITE_IS_ZERO = 0;

  private final byte[] bytes;
  private final TiffLayout layout;

  private TiffReader(byte[] bytes, TiffLayout layout) {
    this.bytes = bytes;
    this.layout = layout;
  }

  /** The first page; the caller closes it. */
  static Image read(byte[] bytes, ImageHeader header) {
    var page = TiffDirectory.first(bytes, 0, "TIFF");
    var layout = TiffLayout.of(page, header, PixelLimit.NONE);
    var mat = new TiffReader(bytes, layout).mat();
    boolean integers = layout.type() != SampleType.FLOAT32;
    if (header.channels() == 1
        && integers
        && page.number(TiffTag.PHOTOMETRIC, 1) == WHITE_IS_ZERO) {
      bitwise_not(mat, mat);
    }
    return Image.own(mat);
  }

  private Mat mat() {
    if (layout.planes() == 1) {
      return plane(0);
    }
    var whole = new Mat();
    try (var planes = new MatVector(layout.planes())) {
      for (int i = 0; i < layout.planes(); i++) {
        try (var plane = plane(i)) {
          planes.put(i, plane);
        }
      }
      merge(planes, whole);
    }
    return whole;
  }

  private Mat plane(int number) {
    var size = layout.header().size();
    int type = CV_MAKETYPE(layout.type().depth(), layout.channelsTogether());
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
    int rows = layout.rowsOf(place);
    int pixel = layout.rowBytes() / piece.width();
    int visible = Math.min(piece.width(), plane.cols() - left) * pixel;
    var samples = expanded(number, rows);
    var row = new byte[layout.rowBytes()];
    for (int y = 0; y < rows; y++) {
      System.arraycopy(samples, y * row.length, row, 0, row.length);
      layout
          .predictor()
          .undo(row, layout.channelsTogether(), layout.type().bytes(), layout.order());
      try (var into = plane.ptr(top + y, left)) {
        into.put(row, 0, visible);
      }
    }
  }

  /** As many rows of a piece as the picture shows of it. */
  private byte[] expanded(int number, int rows) {
    var samples = new byte[rows * layout.rowBytes()];
    int length = (int) layout.lengths()[number];
    int given = layout.compression().expand(bytes, (int) layout.offsets()[number], length, samples);
    if (given < samples.length) {
      throw new BadImageException(
          CORRUPT,
          "TIFF of %s has %d bytes of samples in strip or tile %d, must have %d; the file is damaged, copy or download it again"
              .formatted(layout.header().size(), given, number + 1, samples.length));
    }
    return samples;
  }
}
