package dev.variegate.pixel;

import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.Polygon;
import java.io.Serializable;

/**
 * A rectangle of pixels that is to be filled again; it may reach beyond the image.
 *
 * @param x left edge, in pixels from the image's left
 * @param y top edge, in pixels from the image's top
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record Hole(int x, int y, int width, int height) implements Serializable {

  public Hole {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Hole is %dx%d, width and height must be at least 1; give [x, y, width, height] in pixels"
              .formatted(width, height));
    }
  }

  public Polygon polygon() {
    return Box.ofEdges(x, y, (double) x + width, (double) y + height).corners();
  }

  /** Refuses a hole that touches no pixel of the image, which is likely a slip of units. */
  void requireTouches(Size image) {
    boolean across = x < image.width() && (long) x + width > 0;
    boolean down = y < image.height() && (long) y + height > 0;
    if (!across || !down) {
      throw new IllegalArgumentException(
          "Hole [%d, %d, %d, %d] lies outside the image of %s but must touch it; give [x, y, width, height] in its pixels"
              .formatted(x, y, width, height, image));
    }
  }
}
