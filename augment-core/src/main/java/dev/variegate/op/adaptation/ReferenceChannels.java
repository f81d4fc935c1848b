package dev.variegate.op.adaptation;

import dev.variegate.image.Image;
import dev.variegate.op.BadReferenceException;
import dev.variegate.pixel.RgbFloats;

/** A reference with the channels of the picture that is to be made like it. */
public final class ReferenceChannels {

  private ReferenceChannels() {}

  /**
   * The reference in grey for a grey picture (luma of ITU-R BT.601) and in RGB for colours (grey
   * three times); its alpha is left out. Bands must be as many. The caller closes it.
   *
   * @param name of the reference, for messages
   * @param channels of the picture without alpha
   * @param operation that asks, for messages
   * @throws BadReferenceException if it has bands and the picture has colours
   * @throws IllegalArgumentException if the picture has bands, and others
   */
  public static Image of(Image reference, String name, int channels, String operation) {
    boolean colours = channels == 1 || channels == 3;
    if (reference.isColour() && colours) {
      return channels == 1 ? grey(reference) : Image.own(RgbFloats.rgb(reference.mat()));
    }
    if (colours) {
      throw new BadReferenceException(
          name,
          "it has %d channels, must be grey, RGB or RGBA for pictures of colours"
              .formatted(reference.channels()));
    }
    if (reference.channels() != channels) {
      throw new IllegalArgumentException(
          "%s is given a picture with %d channels and the reference \"%s\" with %d, must be as many where they are bands; give another reference"
              .formatted(operation, channels, name, reference.channels()));
    }
    return reference.copy();
  }

  private static Image grey(Image reference) {
    if (reference.channels() == 1) {
      return reference.copy();
    }
    try (var rgb = RgbFloats.rgb(reference.mat())) {
      return Image.own(RgbFloats.grey(rgb));
    }
  }
}
