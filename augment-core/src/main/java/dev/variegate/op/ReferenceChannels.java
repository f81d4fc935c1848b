package dev.variegate.op;

import dev.variegate.image.Image;

/** A reference with the channels of the picture that is to be made like it. */
final class ReferenceChannels {

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
  static Image of(Image reference, String name, int channels, String operation) {
    boolean colours = channels == 1 || channels == 3;
    if (reference.isColour() && colours) {
      return channels == 1 ? grey(reference) : Image.own(Colours.rgb(reference.mat()));
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
    try (var rgb = Colours.rgb(reference.mat())) {
      return Image.own(Colours.grey(rgb));
    }
  }
}
