package dev.variegate.op.geometric;

import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Require;
import java.util.random.RandomGenerator;

/**
 * Scales the whole image to a fixed size; its aspect ratio is not kept.
 *
 * <p>Reference: OpenCV {@code resize}.
 *
 * @param width of the result, 1..65535 pixels
 * @param height of the result, 1..65535 pixels
 * @param interpolation between pixels; area is best for shrinking to less than half
 */
public record Resize(int width, int height, Interpolation interpolation) implements Augmentation {

  public Resize {
    Require.side(width, "Resize width");
    Require.side(height, "Resize height");
  }

  /** To 224x224, bilinear. */
  public Resize() {
    this(224, 224, Interpolation.BILINEAR);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(width, height, interpolation);
  }

  /** Resize as drawn; there is nothing to draw. */
  public record At(int width, int height, Interpolation interpolation) implements Step {
    @Override
    public Form lower(Size size) {
      return Geometric.window(size, 0, 0, size, new Size(width, height), interpolation);
    }
  }
}
