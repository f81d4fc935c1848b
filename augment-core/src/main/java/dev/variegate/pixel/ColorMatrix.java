package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.transform;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.image.SampleType;
import dev.variegate.pixel.kernel.ColorKernelStep;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A 3x4 matrix on RGB, in fractions of full intensity: each color of the result is a weighted sum
 * of three and an offset. Integer samples are rounded and clamped at the end; float samples are
 * not.
 *
 * <p>Two matrices merge only if the first keeps every color within 0..1, so that no clamping is
 * missed. Gray images stay as they are.
 */
public final class ColorMatrix implements PixelMap {

  private static final int COLUMNS = 4;
  private static final double ROUNDING = 1e-9;

  private final double[] rows;

  private ColorMatrix(double... rows) {
    this.rows = rows;
  }

  /** From twelve numbers, row by row, the offset last in each row. */
  public static ColorMatrix of(double... rows) {
    if (rows.length != 3 * COLUMNS) {
      throw new IllegalArgumentException(
          "Color matrix is given %d numbers but must be 12; pass three rows of four"
              .formatted(rows.length));
    }
    return new ColorMatrix(rows.clone());
  }

  @Override
  public boolean needsColor() {
    return true;
  }

  @Override
  public Optional<PixelMap> then(PixelMap next) {
    return next instanceof ColorMatrix other && staysWithin()
        ? Optional.of(other.after(this))
        : Optional.empty();
  }

  @Override
  public Mat apply(Mat mat, SampleType type) {
    if (isLuma()) {
      return gray(mat);
    }
    var scaled = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = (float) (i % COLUMNS == 3 ? rows[i] * type.white() : rows[i]);
    }
    var result = new Mat();
    try (var data = new FloatPointer(scaled);
        var matrix = new Mat(3, COLUMNS, CV_32F, data)) {
      transform(mat, result, matrix);
    }
    return result;
  }

  @Override
  public Optional<ColorKernelStep> kernel() {
    var levels = rows.clone();
    for (int i = 3; i < levels.length; i += COLUMNS) {
      levels[i] *= SampleType.UINT8.white();
    }
    return Optional.of(ColorKernelStep.matrix(levels));
  }

  /** Whether every channel becomes the gray of the pixel (ITU-R BT.601). */
  public boolean isLuma() {
    for (int row = 0; row < rows.length; row += COLUMNS) {
      if (rows[row] != Luma.RED
          || rows[row + 1] != Luma.GREEN
          || rows[row + 2] != Luma.BLUE
          || rows[row + 3] != 0) {
        return false;
      }
    }
    return true;
  }

  /** OpenCV knows gray by itself, and faster. */
  private static Mat gray(Mat mat) {
    var result = new Mat();
    try (var luma = new Mat()) {
      cvtColor(mat, luma, COLOR_RGB2GRAY);
      cvtColor(luma, result, COLOR_GRAY2RGB);
    }
    return result;
  }

  /** Interval arithmetic over all colors. */
  private boolean staysWithin() {
    for (int row = 0; row < rows.length; row += COLUMNS) {
      double low = rows[row + 3];
      double high = low;
      for (int i = row; i < row + 3; i++) {
        low += Math.min(0, rows[i]);
        high += Math.max(0, rows[i]);
      }
      if (low < -ROUNDING || high > 1 + ROUNDING) {
        return false;
      }
    }
    return true;
  }

  private ColorMatrix after(ColorMatrix first) {
    var product = new double[rows.length];
    for (int row = 0; row < rows.length; row += COLUMNS) {
      for (int column = 0; column < COLUMNS; column++) {
        double sum = column == 3 ? rows[row + 3] : 0;
        for (int i = 0; i < 3; i++) {
          sum += rows[row + i] * first.rows[i * COLUMNS + column];
        }
        product[row + column] = sum;
      }
    }
    return new ColorMatrix(product);
  }
}
