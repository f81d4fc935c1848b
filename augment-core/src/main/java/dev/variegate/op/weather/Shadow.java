package dev.variegate.op.weather;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.fillConvexPoly;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Darkens a band with straight edges that runs from the top to the bottom of the image; size and
 * alpha kept.
 *
 * <p>Reference: Albumentations {@code RandomShadow}, with one quadrangle.
 *
 * @param intensity how much darker the shadow is, 0..1
 * @param width of the band at the top and at the bottom, fraction of the image's width, 0.01..1
 */
public record Shadow(Range intensity, Range width) implements Augmentation {

  public Shadow {
    intensity.requireWithin(0, 1, "Shadow intensity");
    width.requireWithin(0.01, 1, "Shadow width (fraction)");
  }

  /** A third to six tenths darker, over a fifth to a half. */
  public Shadow() {
    this(Range.of(0.35, 0.6), Range.of(0.2, 0.5));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    double top = width.draw(random);
    double bottom = width.draw(random);
    return new At(
        intensity.draw(random),
        random.nextDouble() * (1 - top) * size.width(),
        top * size.width(),
        random.nextDouble() * (1 - bottom) * size.width(),
        bottom * size.width());
  }

  /** Shadow with its band fixed: left edge and width at the top and at the bottom, in pixels. */
  public record At(double intensity, double top, double topWidth, double bottom, double bottomWidth)
      implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> shadowed(image, size);
    }

    private Image shadowed(Image image, Size size) {
      var band = new Mat(size.height(), size.width(), CV_32F);
      try (band;
          var nothing = new Scalar(0);
          var dark = new Scalar(intensity);
          var corners = new Point(4)) {
        band.put(nothing);
        corner(corners, 0, top, 0);
        corner(corners, 1, top + topWidth, 0);
        corner(corners, 2, bottom + bottomWidth, size.height() - 1);
        corner(corners, 3, bottom, size.height() - 1);
        fillConvexPoly(band, corners.position(0), 4, dark);
        return AlphaOverlay.over(image, band, 0);
      }
    }

    private static void corner(Point corners, int index, double x, int y) {
      corners.position(index).x((int) Math.rint(x)).y(y);
    }
  }
}
