package dev.variegate.op.geometric;

import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Require;
import dev.variegate.random.Range;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Crops a window of random area and aspect ratio and scales it to a fixed size.
 *
 * <p>If ten draws give no window that fits, the largest centered window of an allowed ratio is
 * used. Source: Szegedy et al., "Going Deeper with Convolutions", arXiv:1409.4842, section 6;
 * reference: torchvision {@code RandomResizedCrop}.
 *
 * @param width of the result, 1..65535 pixels
 * @param height of the result, 1..65535 pixels
 * @param area of the window, fraction of the image's, above 0 and up to 1
 * @param ratio of the window's width to its height, 0.01..100, drawn log-uniformly
 * @param interpolation between pixels
 */
public record RandomResizedCrop(
    int width, int height, Range area, Range ratio, Interpolation interpolation)
    implements Augmentation {

  private static final int TRIES = 10;

  public RandomResizedCrop {
    Require.side(width, "Random-resized-crop width");
    Require.side(height, "Random-resized-crop height");
    area.requirePart("Random-resized-crop area (fraction)");
    ratio.requireWithin(0.01, 100, "Random-resized-crop ratio");
  }

  /** To 224x224 from 8 to 100 hundredths of the area, bilinear. */
  public RandomResizedCrop() {
    this(224, 224, Range.of(0.08, 1), Range.of(3 / 4.0, 4 / 3.0), Interpolation.BILINEAR);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    var logarithm = Range.of(StrictMath.log(ratio.low()), StrictMath.log(ratio.high()));
    for (int i = 0; i < TRIES; i++) {
      double pixels = area.draw(random) * size.pixels();
      double drawn = StrictMath.exp(logarithm.draw(random));
      var window = window(Math.sqrt(pixels * drawn), Math.sqrt(pixels / drawn), size);
      if (window.isPresent()) {
        int x = random.nextInt(size.width() - window.get().width() + 1);
        int y = random.nextInt(size.height() - window.get().height() + 1);
        return at(x, y, window.get());
      }
    }
    return middle(size);
  }

  private Step middle(Size size) {
    double given = (double) size.width() / size.height();
    double wanted = Math.max(ratio.low(), Math.min(ratio.high(), given));
    double across = Math.min(size.width(), size.height() * wanted);
    var window = window(across, across / wanted, size).orElse(size);
    int right = size.width() - window.width();
    int below = size.height() - window.height();
    return at(right / 2, below / 2, window);
  }

  private At at(int x, int y, Size window) {
    return new At(x, y, window.width(), window.height(), width, height, interpolation);
  }

  private static Optional<Size> window(double across, double down, Size size) {
    int width = (int) Math.rint(across);
    int height = (int) Math.rint(down);
    return width >= 1 && height >= 1 && width <= size.width() && height <= size.height()
        ? Optional.of(new Size(width, height))
        : Optional.empty();
  }

  /** Random resized crop with its window fixed, in pixels. */
  public record At(
      int x,
      int y,
      int width,
      int height,
      int outputWidth,
      int outputHeight,
      Interpolation interpolation)
      implements Step {
    @Override
    public Form lower(Size size) {
      var output = new Size(outputWidth, outputHeight);
      return Geometric.window(size, x, y, new Size(width, height), output, interpolation);
    }
  }
}
