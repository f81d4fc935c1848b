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
 * Encodes the image as WebP and decodes it again, with the loss that this causes; size and alpha
 * kept. For 8-bit gray, RGB and RGBA.
 *
 * @param quality whole numbers within 1 (worst) to 100
 */
public record WebpCompression(Range quality) implements Augmentation {

  public WebpCompression {
    quality.requireWithin(1, 100, "Webp-compression quality");
    quality.requireWhole("Webp-compression quality");
  }

  /** From blocky to good. */
  public WebpCompression() {
    this(Range.of(30, 80));
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(quality.drawWhole(random));
  }

  /** WebP compression with its quality fixed. */
  public record At(int quality) implements Step {
    @Override
    public Form lower(Size size) {
      return new LossyCoding("Webp-compression", new Encoding(ImageFormat.WEBP, quality));
    }
  }
}
