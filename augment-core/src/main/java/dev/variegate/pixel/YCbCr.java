package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.transform;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * An image split into luma and two color differences, each a float image of one channel: full
 * range, of gamma-corrected values as they are stored.
 *
 * <p>In fractions of full intensity: {@code Y = 0.299 R + 0.587 G + 0.114 B}, 0..1; {@code Cb = (B
 * - Y) / 1.772} and {@code Cr = (R - Y) / 1.402}, -0.5..0.5, zero for gray. Nothing is rounded or
 * clipped. Source: ITU-R BT.601, with JFIF's full range.
 *
 * <p>Owns its three images and closes them.
 */
public final class YCbCr implements AutoCloseable {

  private static final double CB = 1.772;
  private static final double CR = 1.402;

  private static final float[] SPLIT = {
    (float) Luma.RED,
    (float) Luma.GREEN,
    (float) Luma.BLUE,
    (float) (-Luma.RED / CB),
    (float) (-Luma.GREEN / CB),
    (float) ((1 - Luma.BLUE) / CB),
    (float) ((1 - Luma.RED) / CR),
    (float) (-Luma.GREEN / CR),
    (float) (-Luma.BLUE / CR)
  };

  private static final float[] JOIN = {
    1,
    0,
    (float) CR,
    1,
    (float) (-Luma.BLUE * CB / Luma.GREEN),
    (float) (-Luma.RED * CR / Luma.GREEN),
    1,
    (float) CB,
    0
  };

  private final Image luma;
  private final Image cb;
  private final Image cr;

  private YCbCr(Image luma, Image cb, Image cr) {
    this.luma = luma;
    this.cb = cb;
    this.cr = cr;
  }

  /** Splits an image of any type, which stays open; alpha is left out. */
  public static YCbCr of(Image image) {
    try (var fractions = RgbFloats.fractions(image);
        var split = multiplied(fractions, SPLIT)) {
      return new YCbCr(channel(split, 0), channel(split, 1), channel(split, 2));
    }
  }

  /** 0..1. */
  public Image luma() {
    return luma;
  }

  /** -0.5..0.5, the blue difference. */
  public Image cb() {
    return cb;
  }

  /** -0.5..0.5, the red difference. */
  public Image cr() {
    return cr;
  }

  /**
   * Joins three float images of one channel and one size, which stay open, into RGB; integer
   * samples are rounded and clipped once, float samples are not. The caller closes the result.
   */
  public static Image rgb(Image luma, Image cb, Image cr, SampleType type) {
    Stream.of(cb, cr).forEach(part -> Require.sameSize("Color difference", part, "luma", luma));
    try (var parts = new Mat(luma.height(), luma.width(), RgbFloats.FLOAT_RGB)) {
      insertChannel(luma.mat(), parts, 0);
      insertChannel(cb.mat(), parts, 1);
      insertChannel(cr.mat(), parts, 2);
      try (var joined = multiplied(parts, JOIN)) {
        return RgbFloats.image(joined, type);
      }
    }
  }

  private static Image channel(Mat mat, int index) {
    var channel = new Mat(mat.rows(), mat.cols(), CV_32FC1);
    extractChannel(mat, channel, index);
    return Image.own(channel);
  }

  private static Mat multiplied(Mat mat, float... rows) {
    var result = new Mat();
    try (var data = new FloatPointer(rows);
        var matrix = new Mat(3, 3, CV_32F, data)) {
      transform(mat, result, matrix);
    }
    return result;
  }

  @Override
  public void close() {
    luma.close();
    cb.close();
    cr.close();
  }
}
