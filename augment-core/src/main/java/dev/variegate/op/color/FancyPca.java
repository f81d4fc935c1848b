package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.ColorMatrix;
import dev.variegate.pixel.ColorMoments;
import dev.variegate.pixel.Curve;
import dev.variegate.pixel.ImageDependentMap;
import dev.variegate.pixel.PixelMap;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Adds a color along the principal axes of the image's colors, in proportion to how much they vary;
 * size and alpha kept; gray images are unchanged. Integer samples are rounded and clamped.
 *
 * <p>Source: Krizhevsky et al., "ImageNet Classification with Deep Convolutional Neural Networks",
 * 2012, section 4.1, with the axes of the image itself in place of the data set's.
 *
 * @param alpha standard deviation of the amounts, 0..10
 */
public record FancyPca(Range alpha) implements Augmentation {

  public FancyPca {
    alpha.requireWithin(0, 10, "Fancy-pca alpha");
  }

  /** A tenth, the paper's, to a half. */
  public FancyPca() {
    this(Range.of(0.1, 0.5));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    double deviation = alpha.draw(random);
    return new At(
        deviation * random.nextGaussian(),
        deviation * random.nextGaussian(),
        deviation * random.nextGaussian());
  }

  /** Fancy PCA with its three amounts fixed, that of the longest axis first. */
  public record At(double first, double second, double third) implements Step {
    @Override
    public Form lower(Size size) {
      return Pointwise.of((ImageDependentMap) this::shift);
    }

    private PixelMap shift(Mat mat, SampleType type) {
      if (mat.channels() != 3) {
        return Curve.of(x -> x);
      }
      try (var image = Image.own(new Mat(mat))) {
        var added = ColorMoments.of(image).alongAxes(first, second, third);
        return ColorMatrix.of(1, 0, 0, added[0], 0, 1, 0, added[1], 0, 0, 1, added[2]);
      }
    }
  }
}
