package dev.variegate.generate.framing;

import dev.variegate.image.Size;
import dev.variegate.pixel.CropWindow;

/** How many times as wide and as high an image becomes in a network. */
record Enlargement(AxisScale across, AxisScale down) {

  /** Of an image that becomes another. */
  static Enlargement of(Size before, Size after) {
    return new Enlargement(
        AxisScale.of(before.width(), after.width()), AxisScale.of(before.height(), after.height()));
  }

  /** The size so many times as large; half a pixel is rounded up. */
  Size scaled(Size size) {
    return new Size(across.scaled(size.width()), down.scaled(size.height()));
  }

  CropWindow scaled(CropWindow window) {
    return new CropWindow(
        across.scaled(window.x()), down.scaled(window.y()), scaled(window.size()));
  }

  /** {@code by 2}, or {@code by 1.5 across and 2 down}. */
  @Override
  public String toString() {
    return across.equals(down)
        ? "by " + across
        : "by %s across and %s down".formatted(across, down);
  }

  /** What places and sizes are multiples of where the result has whole pixels. */
  Size grid() {
    return new Size(across.denominator(), down.denominator());
  }
}
