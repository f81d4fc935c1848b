package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.ChannelCurves;
import dev.variegate.pixel.Curve;
import dev.variegate.pixel.Histogram;
import java.util.random.RandomGenerator;

/**
 * Makes all levels of each channel about equally frequent; size and alpha kept. A channel with a
 * single level is unchanged. Float samples are mapped through 16-bit levels of 0..1.
 *
 * <p>Reference: Pillow {@code equalize}, torchvision {@code equalize}. Beyond 8 bits the number of
 * samples for a level may be broken, where Pillow's would be nothing.
 */
public record Equalize() implements Augmentation {

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At();
  }

  /** Equalize as drawn; there is nothing to draw. */
  public record At() implements Step {
    @Override
    public Form lower(Size size) {
      return Pointwise.of(
          new ChannelCurves((plane, channel, type) -> curve(Histogram.of(plane, type), type)));
    }

    private static Curve curve(Histogram histogram, SampleType type) {
      int white = histogram.white();
      double fraction = (histogram.total() - histogram.count(histogram.highest())) / (double) white;
      double step = type == SampleType.UINT8 ? Math.floor(fraction) : fraction;
      if (step == 0) {
        return Curve.of(x -> x);
      }
      var levels = new double[white + 1];
      double sum = type == SampleType.UINT8 ? Math.floor(step / 2) : step / 2;
      for (int level = 0; level <= white; level++) {
        levels[level] = Math.min(white, Math.floor(sum / step)) / white;
        sum += histogram.count(level);
      }
      return Curve.of(x -> levels[(int) Math.rint(Math.max(0, Math.min(1, x)) * white)]);
    }
  }
}
