package dev.variegate.pixel;

import dev.variegate.image.Image;

/**
 * Two ways to keep the colors of an image that is painted in the style of another.
 *
 * <p>Pure functions; given images stay open, the caller closes the result. Source: Gatys et al.,
 * "Preserving Color in Neural Artistic Style Transfer", arXiv:1606.05897, sections 3 and 4.
 */
public final class ColorPreservation {

  private ColorPreservation() {}

  /**
   * The luma of the painted image with the colors of the content: {@code YCbCr} of BT.601, full
   * range. RGB of the painted image's sample type, rounded and clipped once.
   *
   * @throws IllegalArgumentException if their sizes differ
   */
  public static Image luminance(Image content, Image painted) {
    Require.sameSize("Painted image", painted, "the content", content);
    try (var colors = YCbCr.of(content);
        var shades = YCbCr.of(painted)) {
      return YCbCr.rgb(shades.luma(), colors.cb(), colors.cr(), painted.type());
    }
  }

  /**
   * The style image with its colors shifted linearly until their mean and covariance are those of
   * the content: {@code A = L(content) L(style)^-1} of the Cholesky factors. Of the style's size,
   * type and alpha, always in color; sizes may differ. To be done before the transfer; it may as
   * well be done to the painted image after it.
   *
   * <p>A variance below that of one 8-bit step is not stretched to more.
   */
  public static Image histogram(Image style, Image content) {
    var from = ColorMoments.of(style);
    var matrix = from.toward(ColorMoments.of(content));
    try (var colored = inColor(style)) {
      return AlphaChannel.aside(colored, mat -> matrix.apply(mat, style.type()));
    }
  }

  private static Image inColor(Image image) {
    return Image.own(image.channels() == 1 ? RgbFloats.rgb(image.mat()) : image.mat().clone());
  }
}
