package dev.variegate.image;

import java.util.List;

/**
 * A decoded picture with what a careful reader should know about it.
 *
 * @param notes sentences such as {@code animated WebP with 12 frames, first frame used}; mostly
 *     none
 */
public record Decoded(Image image, List<String> notes) implements AutoCloseable {

  public Decoded {
    notes = List.copyOf(notes);
  }

  @Override
  public void close() {
    image.close();
  }
}
