package dev.variegate.op.color;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_Lab2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.createCLAHE;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.NonFinite;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Equalizes the histogram of each tile of the image, without amplifying noise beyond a limit; size
 * and alpha kept. In color images it changes the L of CIE Lab, in multi-band images each band.
 * 16-bit and float samples have 65536 levels.
 *
 * <p>Source: Zuiderveld, "Contrast Limited Adaptive Histogram Equalization", Graphics Gems IV,
 * 1994; reference: OpenCV {@code CLAHE}.
 *
 * @param clipLimit limit for one level, as a multiple of the histogram's mean, 1..100
 * @param tiles along each side, 1..64
 */
public record Clahe(Range clipLimit, int tiles) implements Augmentation {

  public Clahe {
    clipLimit.requireWithin(1, 100, "Clahe clip-limit");
    if (tiles < 1 || tiles > 64) {
      throw new IllegalArgumentException(
          "Clahe tiles is %d but must stay within [1, 64]; give the tiles along a side"
              .formatted(tiles));
    }
  }

  /** A limit of up to 4, eight by eight tiles. */
  public Clahe() {
    this(Range.of(1, 4), 8);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(clipLimit.draw(random), tiles);
  }

  /** CLAHE with its limit fixed. */
  public record At(double clipLimit, int tiles) implements Step {

    private static final double LIGHTNESS = 100;

    @Override
    public Form lower(Size size) {
      return (Neighborhood)
          image -> AlphaChannel.surrounded(image, mat -> equalized(mat, image.type()));
    }

    private Mat equalized(Mat mat, SampleType type) {
      return mat.channels() == 3
          ? NonFinite.kept(mat, numbers -> lightness(numbers, type))
          : bands(mat, type);
    }

    private Mat bands(Mat mat, SampleType type) {
      var result = mat.clone();
      for (int band = 0; band < mat.channels(); band++) {
        try (var plane = new Mat()) {
          extractChannel(mat, plane, band);
          try (var equalized = NonFinite.kept(plane, numbers -> plane(numbers, type.white()))) {
            insertChannel(equalized, result, band);
          }
        }
      }
      return result;
    }

    private Mat lightness(Mat mat, SampleType type) {
      var result = new Mat();
      boolean bytes = type == SampleType.UINT8;
      try (var entering = new Mat();
          var lab = new Mat();
          var plane = new Mat();
          var back = new Mat()) {
        mat.convertTo(entering, bytes ? CV_8U : CV_32F, bytes ? 1 : 1 / type.white(), 0);
        cvtColor(entering, lab, COLOR_RGB2Lab);
        extractChannel(lab, plane, 0);
        try (var equalized = plane(plane, LIGHTNESS)) {
          insertChannel(equalized, lab, 0);
        }
        cvtColor(lab, back, COLOR_Lab2RGB);
        back.convertTo(result, type.depth(), bytes ? 1 : type.white(), 0);
      }
      return result;
    }

    /** Integers as they are; floats, which reach up to {@code white}, as 16-bit levels. */
    private Mat plane(Mat plane, double white) {
      var result = new Mat();
      try (var tiled = new org.bytedeco.opencv.opencv_core.Size(tiles, tiles);
          var clahe = createCLAHE(clipLimit, tiled);
          var levels = new Mat();
          var equalized = new Mat()) {
        if (plane.depth() != CV_32F) {
          clahe.apply(plane, result);
          return result;
        }
        plane.convertTo(levels, CV_16U, 65_535 / white, 0);
        clahe.apply(levels, equalized);
        equalized.convertTo(result, CV_32F, white / 65_535, 0);
      }
      return result;
    }
  }
}
