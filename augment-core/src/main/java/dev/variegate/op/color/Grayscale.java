package dev.variegate.op.color;

import dev.variegate.form.Form;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.ColorMatrix;
import dev.variegate.pixel.Luma;
import java.util.random.RandomGenerator;

/**
 * Removes the colors of an image: all three channels become its gray (ITU-R BT.601); size, channels
 * and alpha kept; gray images are unchanged.
 *
 * <p>Reference: Pillow {@code convert("L")}, torchvision {@code rgb_to_grayscale}.
 */
public record Grayscale() implements Augmentation {

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At();
  }

  /** Grayscale as drawn; there is nothing to draw. */
  public record At() implements Step {
    @Override
    public Form lower(Size size) {
      return Pointwise.of(
          ColorMatrix.of(
              Luma.RED,
              Luma.GREEN,
              Luma.BLUE,
              0,
              Luma.RED,
              Luma.GREEN,
              Luma.BLUE,
              0,
              Luma.RED,
              Luma.GREEN,
              Luma.BLUE,
              0));
    }
  }
}
