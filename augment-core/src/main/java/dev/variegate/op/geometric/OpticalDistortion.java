package dev.variegate.op.geometric;

import dev.variegate.form.DisplacementField;
import dev.variegate.form.Form;
import dev.variegate.form.SamplingGrid;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Distorts the image like a lens: the pixel at radius r from the center is taken from r (1 + k
 * r^2); size kept.
 *
 * <p>Source: Brown, "Close-Range Camera Calibration", 1971, the first radial term; the radius is 1
 * at the corners.
 *
 * @param k -0.5..0.5; above 0 the center looks near (barrel), below 0 far (pincushion)
 * @param interpolation between pixels
 * @param border shown outside the image
 * @param fill fraction of full intensity, 0..1, for a constant border
 */
public record OpticalDistortion(Range k, Interpolation interpolation, Border border, double fill)
    implements Augmentation {

  public OpticalDistortion {
    k.requireWithin(-0.5, 0.5, "Optical-distortion k");
    Require.fraction(fill, "Optical-distortion fill (fraction of full intensity)");
  }

  /** A little either way, bilinear, mirrored at the edges. */
  public OpticalDistortion() {
    this(Range.of(-0.2, 0.2), Interpolation.BILINEAR, Border.REFLECT101, 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(k.draw(random), interpolation, border, fill);
  }

  /** Optical distortion with its coefficient fixed. */
  public record At(double k, Interpolation interpolation, Border border, double fill)
      implements Step {
    @Override
    public Form lower(Size size) {
      return DisplacementField.of(
          size, new SamplingMode(interpolation, border, fill), this::offsets);
    }

    private Mat offsets(Size size) {
      double middleX = (size.width() - 1) / 2.0;
      double middleY = (size.height() - 1) / 2.0;
      double bend = k / Math.max(1, middleX * middleX + middleY * middleY);
      var pairs = new float[Math.toIntExact(2 * size.pixels())];
      int at = 0;
      for (int y = 0; y < size.height(); y++) {
        double down = y - middleY;
        for (int x = 0; x < size.width(); x++) {
          double right = x - middleX;
          double stretch = bend * (right * right + down * down);
          pairs[at++] = (float) (right * stretch);
          pairs[at++] = (float) (down * stretch);
        }
      }
      return SamplingGrid.matrix(size, pairs);
    }
  }
}
