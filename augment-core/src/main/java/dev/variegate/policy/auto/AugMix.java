package dev.variegate.policy.auto;

import dev.variegate.form.Form;
import dev.variegate.form.Fusion;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.Dirichlet;
import dev.variegate.pixel.WeightedSum;
import dev.variegate.random.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;

/**
 * Blends the image with a mixture of copies of itself, each augmented by a chain of operations;
 * size and alpha kept.
 *
 * <p>Masks, boxes and points keep their places, which is correct only for {@link Chains#COLOR}: a
 * chain that moves pixels leaves several images on top of each other. So use {@link Chains#ALL},
 * the published set, for images whose label is one class.
 *
 * <p>Source: Hendrycks et al., "AugMix", arXiv:1912.02781, algorithm 1, with the operations and
 * levels of its published code: auto-contrast, equalize, posterize, solarize, and rotate, shear and
 * translate up to 30 degrees, 0.3 and a third of the side. The weights of the chains are drawn from
 * Dirichlet(alpha), the fraction of their blend from Beta(alpha, alpha).
 *
 * @param width number of chains, 1..10
 * @param depth number of operations in a chain, whole numbers within 1..10
 * @param severity of the operations, drawn uniformly from 0.1 up to this value, 0.1..10
 * @param alpha evenness of the weights, 0.1..100; 1 makes all blends equally likely
 * @param chains which operations are drawn
 */
public record AugMix(int width, Range depth, double severity, double alpha, Chains chains)
    implements Augmentation {

  private static final int MAX = 10;

  public AugMix {
    if (width < 1 || width > MAX) {
      throw new IllegalArgumentException(
          "Aug-mix width is %d but must stay within [1, 10]; give the number of chains"
              .formatted(width));
    }
    depth.requireWithin(1, MAX, "Aug-mix depth");
    depth.requireWhole("Aug-mix depth");
    Range.fixed(severity).requireWithin(0.1, MAX, "Aug-mix severity");
    Range.fixed(alpha).requireWithin(0.1, 100, "Aug-mix alpha");
  }

  /** As published: three chains of one to three operations, severity 3, alpha 1. */
  public AugMix() {
    this(3, Range.of(1, 3), 3, 1, Chains.ALL);
  }

  /** Which operations are drawn for the chains. */
  public enum Chains {
    /** Those of the paper. */
    ALL,
    /** Those that leave pixels in their places. */
    COLOR
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(
        width, (int) depth.low(), (int) depth.high(), severity, alpha, chains, random.nextLong());
  }

  /** AugMix with the seed of its chains and weights fixed. */
  public record At(
      int width,
      int minDepth,
      int maxDepth,
      double severity,
      double alpha,
      Chains chains,
      long seed)
      implements Step {

    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> AlphaChannel.surrounded(image, this::mixed);
    }

    private Mat mixed(Mat mat) {
      var blended = new ArrayList<Image>();
      try (var generator = new RNG(seed)) {
        var image = Image.own(new Mat(mat));
        blended.add(image);
        var drawn = Dirichlet.draw(generator, width, alpha);
        double fraction = Dirichlet.draw(generator, 2, alpha)[0];
        var weights = new double[width + 1];
        weights[0] = 1 - fraction;
        for (int i = 0; i < width; i++) {
          weights[i + 1] = fraction * drawn[i];
          blended.add(Fusion.apply(Fusion.fuse(chain(generator), image.size()), image));
        }
        return WeightedSum.of(blended, weights);
      } finally {
        blended.forEach(Image::close);
      }
    }

    private List<Step> chain(RNG generator) {
      int length = generator.uniform(minDepth, maxDepth + 1);
      var steps = new ArrayList<Step>();
      for (int i = 0; i < length; i++) {
        int number = generator.uniform(0, chains == Chains.ALL ? 9 : 4);
        double level = generator.uniform(0.1, severity) / MAX;
        double sign = generator.uniform(0.0, 1.0) < 0.5 ? -1 : 1;
        steps.add(AugMixSteps.of(number, level, sign));
      }
      return steps;
    }
  }
}
