package dev.variegate.generate.style;

import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.pixel.CropWindow;
import dev.variegate.pixel.NetworkColors;
import dev.variegate.pixel.Resampling;
import java.io.Serializable;

/**
 * At which sizes images are painted and styles are looked at.
 *
 * @param fit how an image is made to fit the network: auto, resize, pad or native; auto is native
 *     for networks of free size and resize for others. Never in tiles, since the style is given to
 *     the statistics of the whole image
 * @param longest pixels of the longer side; an image that is larger is painted at this size and
 *     scaled up again, 1 or more
 * @param style side of the square that the middle of a style image is scaled to; its strokes grow
 *     with it against the image
 */
public record StyleFraming(Fit fit, int longest, int style) implements Serializable {

  private static final int DEFAULT_LONGEST = 1024;
  private static final int DEFAULT_STYLE = 256;

  /** By the rule of the network, up to 1024 pixels, styles at 256x256. */
  public static final StyleFraming AUTO =
      new StyleFraming(Fit.AUTO, DEFAULT_LONGEST, DEFAULT_STYLE);

  public StyleFraming {
    if (fit == Fit.TILE) {
      throw new IllegalArgumentException(
          "Fit is \"tile\" but must be auto, resize, pad or native where the style is free; tiles would each get the style's mean and deviation by themselves");
    }
    requireSide("Longest side", longest);
    requireSide("Style size", style);
  }

  private static void requireSide(String what, int pixels) {
    if (pixels < 1) {
      throw new IllegalArgumentException(
          "%s is %d but must be at least 1; give a number of pixels".formatted(what, pixels));
    }
  }

  /** For images that go into a network. */
  Framing framing(StyleNetworks network) {
    if (fit != Fit.AUTO) {
      return Framing.of(fit);
    }
    return Framing.of(network.image().fixedSize().isPresent() ? Fit.RESIZE : Fit.NATIVE);
  }

  /** The size that an image is painted at. */
  Size painted(Size source) {
    double scale = (double) longest / Math.max(source.width(), source.height());
    return scale >= 1
        ? source
        : new Size(scaled(source.width(), scale), scaled(source.height(), scale));
  }

  private static int scaled(int side, double scale) {
    return (int) Math.max(1, Math.round(side * scale));
  }

  /** The middle square of a style image as a network takes it, 8-bit; the caller closes it. */
  Image styled(Image image, StyleNetworks network) {
    int side = Math.min(image.width(), image.height());
    var square = CropWindow.centered(image.size(), new Size(side, side));
    var extent = network.pixels().extent();
    int least = Math.max(style, extent.minimum());
    int wanted = -Math.floorDiv(-least, extent.multiple()) * extent.multiple();
    var size = network.image().fixedSize().orElse(new Size(wanted, wanted));
    try (var middle = square.cut(image);
        var colored = NetworkColors.entering(middle, network.pixels().channels().count());
        var scaled = Resampling.BICUBIC.resample(colored, size)) {
      return UnitFloats.bytes(size, scaled.channels(), scaled.toFloats());
    }
  }
}
