package dev.variegate.op.blur;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Cuts off high frequencies sharply, which leaves ripples around edges; size and alpha kept.
 *
 * <p>Source: Wang et al., "Real-ESRGAN", arXiv:2107.10833, section 3.3: a two-dimensional sinc
 * filter.
 *
 * @param radius of the kernel, whole pixels within 1..100
 * @param cutoff fraction of the highest frequency that stays, 0.05..1
 */
public record Ringing(Range radius, Range cutoff) implements Augmentation {

  public Ringing {
    BlurRadius.require(radius, "Ringing");
    cutoff.requireWithin(0.05, 1, "Ringing cutoff (fraction of the highest frequency)");
  }

  /** The paper's: kernels of 7 to 21, from a third of the highest frequency. */
  public Ringing() {
    this(Range.of(3, 10), Range.of(0.34, 0.7));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(radius.drawWhole(random), cutoff.draw(random));
  }

  /** Ringing with its kernel fixed. */
  public record At(int radius, double cutoff) implements Step {
    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> Convolution.colors(image, 2 * radius + 1, sinc());
    }

    private float[] sinc() {
      int side = 2 * radius + 1;
      double omega = Math.PI * cutoff;
      var weights = new double[side * side];
      for (int i = 0; i < weights.length; i++) {
        int row = i / side;
        double far = StrictMath.hypot(i % side - radius, row - radius);
        weights[i] =
            far == 0
                ? omega * omega / (4 * Math.PI)
                : omega * bessel(omega * far) / (2 * Math.PI * far);
      }
      return Convolution.normalized(weights);
    }

    /**
     * The Bessel function of the first kind and order. Source: Abramowitz and Stegun 1964, 9.4.4
     * and 9.4.6, to 1e-7.
     */
    static double bessel(double x) {
      if (x <= 3) {
        double t = x * x / 9;
        double sum =
            0.5
                + t
                    * (-0.56249985
                        + t
                            * (0.21093573
                                + t
                                    * (-0.03954289
                                        + t * (0.00443319 + t * (-0.00031761 + t * 0.00001109)))));
        return x * sum;
      }
      double t = 3 / x;
      double size =
          0.79788456
              + t
                  * (0.00000156
                      + t
                          * (0.01659667
                              + t
                                  * (0.00017105
                                      + t * (-0.00249511 + t * (0.00113653 - t * 0.00020033)))));
      double angle =
          x
              - 2.35619449
              + t
                  * (0.12499612
                      + t
                          * (0.00005650
                              + t
                                  * (-0.00637879
                                      + t * (0.00074348 + t * (0.00079824 - t * 0.00029166)))));
      return size * StrictMath.cos(angle) / Math.sqrt(x);
    }
  }
}
