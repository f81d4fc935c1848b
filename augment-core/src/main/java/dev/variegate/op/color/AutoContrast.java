package dev.variegate.op.color;

import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.ChannelCurves;
import dev.variegate.pixel.Curve;
import dev.variegate.pixel.NonFinite;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Stretches each channel over all levels, its darkest sample to black and its brightest to white;
 * size and alpha kept. A channel with a single level is unchanged.
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

    /** Of floats of 0..1. */
    private static final double LEVELS = 65_535;

    @Override
    public Form lower(Size size) {
      return Pointwise.of(new ChannelCurves(At::curve));
    }

    private static Curve curve(Mat plane, int channel, SampleType type) {
      double[] least = {0};
      double[] most = {0};
      try (var numbers = NonFinite.numbers(plane)) {
        minMaxLoc(plane, least, most, null, null, numbers);
      }
      return type == SampleType.FLOAT32
          ? curve(level(least[0]), level(most[0]), LEVELS, type)
          : curve(least[0], most[0], type.white(), type);
    }

    private static double level(double fraction) {
      return Math.rint(Math.max(0, Math.min(1, fraction)) * LEVELS);
    }

    private static Curve curve(double low, double high, double white, SampleType type) {
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
