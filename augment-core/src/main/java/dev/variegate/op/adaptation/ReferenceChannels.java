package dev.variegate.op.adaptation;

import dev.variegate.image.Image;
import dev.variegate.op.BadReferenceException;
import dev.variegate.pixel.RgbFloats;

/** A reference with the channels of the image that is to be made like it. */
public final class ReferenceChannels {

  private ReferenceChannels() {}

  /**
   * The reference in gray for a gray image (luma of ITU-R BT.601) and in RGB for colors (gray three
   * times); its alpha is left out. Bands must be as many. The caller closes it.
   *
   * @param name of the reference, for messages
   * @param channels of the image without alpha
   * @param operation that asks, for messages
   * @throws BadReferenceException if it has bands and the image has colors
   * @throws IllegalArgumentException if the image has bands, and others
   */
  public static Image of(Image reference, String name, int channels, String operation) {
    boolean colors = channels == 1 || channels == 3;
    if (reference.isColor() && colors) {
      return channels == 1 ? gray(reference) : Image.own(RgbFloats.rgb(reference.mat()));
    }
    if (colors) {
      throw new BadReferenceException(
          name,
          "it has %d channels but must be gray, RGB or RGBA for images of colors"
              .formatted(reference.channels()));
    }
    if (reference.channels() != channels) {
      throw new IllegalArgumentException(
          "%s is given an image with %d channels and the reference \"%s\" with %d but must be as many where they are bands; give another reference"
              .formatted(operation, channels, name, reference.channels()));
    }
    return reference.copy();
  }

  private static Image gray(Image reference) {
    if (reference.channels() == 1) {
      return reference.copy();
    }
    try (var rgb = RgbFloats.rgb(reference.mat())) {
      return Image.own(RgbFloats.gray(rgb));
    }
  }
}
