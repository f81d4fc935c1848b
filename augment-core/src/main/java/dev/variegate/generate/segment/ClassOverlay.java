package dev.variegate.generate.segment;

import dev.variegate.image.Image;
import dev.variegate.image.UnitFloats;
import dev.variegate.pixel.NetworkColors;
import java.awt.Color;

/** Shows people the classes of pixels: an image with a color of each class over it. */
public final class ClassOverlay {

  /** Hues by the golden ratio lie far apart, however many there are. */
  private static final double GOLDEN = 0.618033988749895;

  private ClassOverlay() {}

  /**
   * The image, half under the colors of its classes, 8-bit RGB; the caller closes it.
   *
   * @param image of any type and channels
   * @param classes index of the class of each pixel, 8-bit gray, of the image's size
   */
  public static Image of(Image image, Image classes) {
    try (var entering = NetworkColors.entering(image, 3)) {
      var samples = UnitFloats.of(entering);
      var indices = classes.toBytes();
      var mixed = new byte[samples.length];
      for (int i = 0; i < mixed.length; i++) {
        int color = color(Byte.toUnsignedInt(indices[i / 3]));
        int part = color >> (16 - 8 * (i % 3)) & 0xff;
        mixed[i] = (byte) Math.round((samples[i] * 255 + part) / 2);
      }
      return Image.ofBytes(image.width(), image.height(), 3, mixed);
    }
  }

  /** 0xRRGGBB. */
  public static int color(int index) {
    return Color.HSBtoRGB((float) (index * GOLDEN % 1), 0.85f, 0.95f) & 0xffffff;
  }
}
