package dev.variegate.op;

import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import java.util.random.RandomGenerator;

/**
 * Spreads each channel over all levels, its darkest sample to black and its brightest to white;
 * size and alpha kept. A channel of one level stays as it is.
 *
 * <p>Reference: Pillow {@code autocontrast}, torchvision {@code autocontrast}.
 */
public record AutoContrast() implements Augmentation {

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At();
  }

  /** Auto-contrast as drawn; there is nothing to draw. */
  public record At() implements Step {

    /** Pillow cuts what is left of a level; a whole one must not be missed. */
    private static final double ROUNDING = 1e-6;

    @Override
    public Form lower(Size size) {
      Measured spread =
          (mat, type) ->
              new ChannelCurves(
                  Histogram.of(mat, type).stream().map(each -> curve(each, type)).toList());
      return Pointwise.of(spread);
    }

    private static Curve curve(Histogram histogram, SampleType type) {
      double white = histogram.white();
      int low = histogram.lowest();
      int high = histogram.highest();
      double scale = white / (high - low);
      if (low == high) {
        return Curve.of(x -> x);
      }
      return type == SampleType.FLOAT32
          ? Curve.of(x -> Math.max(0, Math.min(1, (x * white - low) * scale / white)))
          : Curve.of(x -> Math.floor((x * white - low) * scale + ROUNDING) / white);
    }
  }
}
