package dev.variegate.op.geometric;

import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.SamplingMode;
import java.util.random.RandomGenerator;

/**
 * Scales the image to fit a fixed size, keeping its aspect ratio, and pads the rest; the image is
 * centered.
 *
 * <p>Reference: YOLOv5 {@code letterbox}.
 *
 * @param width of the result, 1..65535 pixels
 * @param height of the result, 1..65535 pixels
 * @param interpolation between pixels; area is best for shrinking to less than half
 * @param fill fraction of full intensity, 0..1, of the padding
 */
public record Letterbox(int width, int height, Interpolation interpolation, double fill)
    implements Augmentation {

  public Letterbox {
    Require.side(width, "Letterbox width");
    Require.side(height, "Letterbox height");
    Require.fraction(fill, "Letterbox fill (fraction of full intensity)");
  }

  /** To 640x640 with the gray that YOLO takes, bilinear. */
  public Letterbox() {
    this(640, 640, Interpolation.BILINEAR, 114 / 255.0);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(width, height, interpolation, fill);
  }

  /** Letterbox as drawn; there is nothing to draw. */
  public record At(int width, int height, Interpolation interpolation, double fill)
      implements Step {
    @Override
    public Form lower(Size size) {
      double scale = Math.min((double) width / size.width(), (double) height / size.height());
      var inner = new Size(side(size.width() * scale, width), side(size.height() * scale, height));
      var scaled = Geometric.window(size, 0, 0, size, inner, interpolation);
      int left = (width - inner.width()) / 2;
      int top = (height - inner.height()) / 2;
      return new Geometric(
          size,
          scaled.matrix().then(Homography.shift(left, top)),
          new Size(width, height),
          new SamplingMode(interpolation, Border.CONSTANT, fill));
    }

    private static int side(double scaled, int most) {
      return Math.max(1, Math.min(most, (int) Math.rint(scaled)));
    }
  }
}
