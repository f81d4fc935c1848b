package dev.variegate.io.annotation;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Size;
import java.util.Optional;

/** Sizes of encoded images, as a viewer shows them. */
final class Sizes {

  private Sizes() {}

  /** None where the header cannot be read. */
  static Optional<Size> of(byte[] image) {
    try {
      return Optional.of(new ImageCodec(Long.MAX_VALUE).header(image).orientedSize());
    } catch (BadImageException e) {
      return Optional.empty();
    }
  }
}
