package dev.variegate.codec;

import dev.variegate.image.Image;
import java.util.List;

/**
 * A decoded image with what a careful reader should know about it.
 *
 * @param notes sentences such as {@code animated WebP with 12 frames, first frame used}; mostly
 *     none
 */
public record DecodedImage(Image image, List<String> notes) implements AutoCloseable {

  public DecodedImage {
    notes = List.copyOf(notes);
  }

  @Override
  public void close() {
    image.close();
  }
}
