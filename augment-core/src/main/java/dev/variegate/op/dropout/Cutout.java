package dev.variegate.op.dropout;

import dev.variegate.form.Form;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Hole;
import dev.variegate.pixel.Require;
import dev.variegate.random.Range;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Covers a square with a constant gray; size and alpha kept. Its center lies anywhere in the image,
 * so part of it may fall outside.
 *
 * <p>Source: DeVries and Taylor, "Improved Regularization of Convolutional Neural Networks with
 * Cutout", arXiv:1708.04552, section 3.
 *
 * @param side of the square, fraction of the image's shorter side, 0..1
 * @param fill fraction of full intensity, 0..1
 */
public record Cutout(Range side, double fill) implements Augmentation {

  public Cutout {
    side.requireWithin(0, 1, "Cutout side (fraction of the shorter side)");
    Require.fraction(fill, "Cutout fill (fraction of full intensity)");
  }

  /** A quarter to a half of the shorter side, black. */
  public Cutout() {
    this(Range.of(0.25, 0.5), 0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    double shorter = Math.min(size.width(), size.height());
    int pixels = (int) Math.rint(side.draw(random) * shorter);
    int x = random.nextInt(size.width()) - pixels / 2;
    int y = random.nextInt(size.height()) - pixels / 2;
    return new At(x, y, pixels, fill);
  }

  /** Cutout with its square fixed, in pixels; it may reach beyond the image. */
  public record At(int x, int y, int side, double fill) implements Step {
    @Override
    public Form lower(Size size) {
      return new FilledHoles(side == 0 ? List.of() : List.of(new Hole(x, y, side, side)), fill);
    }
  }
}
