package dev.variegate.op.noise;

import dev.variegate.codec.Encoding;
import dev.variegate.form.Form;
import dev.variegate.form.Step;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Encodes the image as JPEG and decodes it again, with the loss that this causes; size and alpha
 * kept. For 8-bit gray, RGB and RGBA.
 *
 * @param quality whole numbers within 1 (worst) to 100
 */
public record JpegCompression(Range quality) implements Augmentation {

  public JpegCompression {
    quality.requireWithin(1, 100, "Jpeg-compression quality");
    quality.requireWhole("Jpeg-compression quality");
  }

  /** From blocky to good. */
  public JpegCompression() {
    this(Range.of(30, 80));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(quality.drawWhole(random));
  }

  /** JPEG compression with its quality fixed. */
  public record At(int quality) implements Step {
    @Override
    public Form lower(Size size) {
      return new LossyCoding("Jpeg-compression", new Encoding(ImageFormat.JPEG, quality));
    }
  }
}
