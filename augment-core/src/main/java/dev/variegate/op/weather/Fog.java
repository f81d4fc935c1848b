package dev.variegate.op.weather;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Lays uneven fog over the image; size and alpha kept.
 *
 * <p>Source: Hendrycks and Dietterich, arXiv:1903.12261, fog; the fog's thickness is fractal noise.
 *
 * @param density where the fog is thickest, 0..1
 * @param light of the fog, fraction of full intensity, 0..1
 */
public record Fog(Range density, Range light) implements Augmentation {

  public Fog {
    density.requireWithin(0, 1, "Fog density");
    light.requireWithin(0, 1, "Fog light (fraction of full intensity)");
  }

  /** From mist to fog, nearly white. */
  public Fog() {
    this(Range.of(0.4, 0.8), Range.of(0.8, 0.95));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(density.draw(random), light.draw(random), random.nextLong());
  }

  /** Fog with its numbers and the seed of its shape fixed. */
  public record At(double density, double light, long seed) implements Step {

    /** Thinnest over thickest. */
    private static final double THIN = 0.35;

    @Override
    public Form lower(Size size) {
      return (Neighborhood) image -> foggy(image, size);
    }

    private Image foggy(Image image, Size size) {
      try (var thickness = FractalNoise.of(seed, size, density * THIN, density)) {
        return AlphaOverlay.over(image, thickness, light);
      }
    }
  }
}
