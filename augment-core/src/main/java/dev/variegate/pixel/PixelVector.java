package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import java.io.Serializable;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Images as vectors of one length, for learners that take no images: resized, row by row, channels
 * interleaved, 0 for black to 1 for full intensity.
 *
 * @param size that images are resized to, without keeping their shape; smaller by averaging areas,
 *     larger bilinear
 */
public record PixelVector(Size size, Channels channels) implements Serializable {

  /** How many numbers a pixel gives; alpha is left out. */
  public enum Channels {
    /** One: luma, 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601). */
    GRAY(1),
    /** Three, red first; a gray image gives equal ones. */
    RGB(3);

    private final int number;

    Channels(int number) {
      this.number = number;
    }
  }

  /** How many numbers an image gives. */
  public int length() {
    return Math.toIntExact(size.pixels() * channels.number);
  }

  /** The numbers of an image, which stays open. */
  public double[] of(Image image) {
    image.requireColor("A vector of pixels", "choose some of them first");
    try (var resized = new Mat();
        var colored = new Mat();
        var scaled = new Mat();
        var asked = new org.bytedeco.opencv.opencv_core.Size(size.width(), size.height())) {
      boolean smaller = image.width() > size.width() || image.height() > size.height();
      resize(image.mat(), resized, asked, 0, 0, smaller ? INTER_AREA : INTER_LINEAR);
      convert(resized, colored);
      colored.convertTo(scaled, CV_32F, 1 / image.type().white(), 0);
      return samples(scaled);
    }
  }

  private static double[] samples(Mat scaled) {
    try (var owned = Image.own(scaled.clone())) {
      var floats = owned.toFloats();
      var samples = new double[floats.length];
      for (int i = 0; i < floats.length; i++) {
        samples[i] = floats[i];
      }
      return samples;
    }
  }

  private void convert(Mat from, Mat to) {
    int given = from.channels();
    if (given == 1 && channels == Channels.RGB) {
      cvtColor(from, to, COLOR_GRAY2RGB);
    } else if (given == 4) {
      cvtColor(from, to, channels == Channels.RGB ? COLOR_RGBA2RGB : COLOR_RGBA2GRAY);
    } else if (given == 3 && channels == Channels.GRAY) {
      cvtColor(from, to, COLOR_RGB2GRAY);
    } else {
      from.copyTo(to);
    }
  }
}
