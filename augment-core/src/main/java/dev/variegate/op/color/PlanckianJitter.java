package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.ColorMatrix;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Shows the image as if lit by a black body at another temperature than daylight: red and blue are
 * scaled relative to green; size and alpha kept; gray images are unchanged.
 *
 * <p>Source: Zini et al., "Planckian Jitter", arXiv:2202.07993, section 3; chromaticities by Kim et
 * al., US patent 7024034, through linear sRGB, against 6500 K.
 *
 * @param kelvin of the light, 2000..25000; below 6500 warm, above cold
 */
public record PlanckianJitter(Range kelvin) implements Augmentation {

  private static final double DAYLIGHT = 6500;

  public PlanckianJitter {
    kelvin.requireWithin(2000, 25_000, "Planckian-jitter kelvin");
  }

  /** From a lamp to a clear sky: the paper's. */
  public PlanckianJitter() {
    this(Range.of(3000, 15_000));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(kelvin.draw(random));
  }

  /** Planckian jitter with its temperature fixed. */
  public record At(double kelvin) implements Step {
    @Override
    public Form lower(Size size) {
      var light = light(kelvin);
      var day = light(DAYLIGHT);
      double red = light[0] / day[0];
      double blue = light[1] / day[1];
      return Pointwise.of(ColorMatrix.of(red, 0, 0, 0, 0, 1, 0, 0, 0, 0, blue, 0));
    }

    /** Red and blue over green, of linear sRGB. */
    private static double[] light(double kelvin) {
      double x = x(1000 / kelvin, kelvin < 4000);
      double y = y(x, kelvin);
      double tallX = x / y;
      double tallZ = (1 - x - y) / y;
      double red = 3.2406 * tallX - 1.5372 - 0.4986 * tallZ;
      double green = -0.9689 * tallX + 1.8758 + 0.0415 * tallZ;
      double blue = 0.0557 * tallX - 0.2040 + 1.0570 * tallZ;
      return new double[] {red / green, Math.max(0, blue / green)};
    }

    private static double x(double t, boolean warm) {
      return warm
          ? ((-0.2661239 * t - 0.2343589) * t + 0.8776956) * t + 0.179910
          : ((-3.0258469 * t + 2.1070379) * t + 0.2226347) * t + 0.240390;
    }

    private static double y(double x, double kelvin) {
      if (kelvin < 2222) {
        return ((-1.1063814 * x - 1.34811020) * x + 2.18555832) * x - 0.20219683;
      }
      return kelvin < 4000
          ? ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867
          : ((3.0817580 * x - 5.87338670) * x + 3.75112997) * x - 0.37001483;
    }
  }
}
