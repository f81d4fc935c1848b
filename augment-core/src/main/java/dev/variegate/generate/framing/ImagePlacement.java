package dev.variegate.generate.framing;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.BadModelException;
import dev.variegate.pixel.CropWindow;
import dev.variegate.pixel.Resampling;

/**
 * How one image goes through a network: scaled, mirrored at its edges, cut into tiles; and back.
 *
 * @param source size of the image
 * @param scaled the size that it is scaled to first; mostly the same
 * @param canvas what is made anew of the scaled image and its mirror images
 * @param border pixels beyond each side of the canvas, and of a tile, that the network sees too
 * @param grid width and height that places and sizes of tiles are multiples of
 * @param alone whether it runs by itself, at a size of its own
 */
public record ImagePlacement(
    Size source,
    Size scaled,
    CropWindow canvas,
    int border,
    Size grid,
    TileAxis across,
    TileAxis down,
    boolean alone) {

  /** What is made of a tile, where the network leaves the size as it is. */
  public Size tile() {
    return new Size(across.tile(), down.tile());
  }

  /** What the network is given. */
  Size entering() {
    return bordered(tile());
  }

  private Size bordered(Size size) {
    return new Size(size.width() + 2 * border, size.height() + 2 * border);
  }

  int tiles() {
    return across.count() * down.count();
  }

  /** The image as the tiles are cut from it; the caller closes it. */
  public Image canvas(Image image) {
    var seen = new CropWindow(canvas.x() - border, canvas.y() - border, bordered(canvas.size()));
    if (scaled.equals(source)) {
      return seen.cut(image);
    }
    try (var resized = Resampling.BICUBIC.resample(image, scaled)) {
      return seen.cut(resized);
    }
  }

  /** One tile of the canvas, row by row; the caller closes it. */
  Image tile(Image canvas, int index) {
    return new CropWindow(across.start(column(index)), down.start(row(index)), entering())
        .cut(canvas);
  }

  int column(int index) {
    return index % across.count();
  }

  int row(int index) {
    return index / across.count();
  }

  /**
   * How much larger the network makes a tile.
   *
   * @throws BadModelException if tiles would not fit together
   */
  Enlargement enlargement(Size made) {
    var by = Enlargement.of(tile(), made);
    if (grid.width() % by.across().denominator() != 0
        || grid.height() % by.down().denominator() != 0) {
      throw new BadModelException(
          "Network makes %s of %s, which is no whole number of times as wide and high; give its output the key \"factor\", such as 1.5, or its input the key \"border\" if it leaves out pixels at the edges"
              .formatted(made, entering()));
    }
    return by;
  }

  TileBlend blend(Enlargement by, int channels) {
    return new TileBlend(across.times(by.across()), down.times(by.down()), channels);
  }

  /** What was made of the canvas, as an image so many times as large as the source. */
  Image result(TileBlend blend, Enlargement by) {
    try (var whole = blend.image()) {
      return result(whole, by);
    }
  }

  /** The same of what is as large as the canvas. */
  public Image result(Image whole) {
    return result(whole, new Enlargement(AxisScale.ONE, AxisScale.ONE));
  }

  /** The same where one tile is the whole canvas; it stays open. */
  Image result(Image whole, Enlargement by) {
    var cut = by.scaled(canvas).back(by.scaled(scaled)).cut(whole);
    if (scaled.equals(source)) {
      return cut;
    }
    try (cut) {
      return Resampling.BICUBIC.resample(cut, by.scaled(source));
    }
  }
}
