package dev.variegate.generate.framing;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.pixel.CropWindow;
import dev.variegate.pixel.Resampling;

/**
 * How one image goes through a network: scaled, mirrored at its edges, cut into tiles; and back.
 *
 * @param source size of the image
 * @param scaled the size that it is scaled to first; mostly the same
 * @param canvas what is seen of the scaled image and its mirror images
 * @param alone whether it runs by itself, at a size of its own
 */
public record ImagePlacement(
    Size source, Size scaled, CropWindow canvas, TileAxis across, TileAxis down, boolean alone) {

  public Size tile() {
    return new Size(across.tile(), down.tile());
  }

  int tiles() {
    return across.count() * down.count();
  }

  /** The image as the tiles are cut from it; the caller closes it. */
  public Image canvas(Image image) {
    if (scaled.equals(source)) {
      return canvas.cut(image);
    }
    try (var resized = Resampling.BICUBIC.resample(image, scaled)) {
      return canvas.cut(resized);
    }
  }

  /** One tile of the canvas, row by row; the caller closes it. */
  Image tile(Image canvas, int index) {
    return new CropWindow(across.start(column(index)), down.start(row(index)), tile()).cut(canvas);
  }

  int column(int index) {
    return index % across.count();
  }

  int row(int index) {
    return index / across.count();
  }

  TileBlend blend(int factor, int channels) {
    return new TileBlend(across.times(factor), down.times(factor), channels);
  }

  /** What was made of the canvas, as an image of the source's size times the factor. */
  Image result(TileBlend blend, int factor) {
    try (var whole = blend.image()) {
      return result(whole, factor);
    }
  }

  /** The same where one tile is the whole canvas; it stays open. */
  public Image result(Image whole, int factor) {
    var cut = canvas.times(factor).back(times(scaled, factor)).cut(whole);
    if (scaled.equals(source)) {
      return cut;
    }
    try (cut) {
      return Resampling.BICUBIC.resample(cut, times(source, factor));
    }
  }

  private static Size times(Size size, int factor) {
    return new Size(size.width() * factor, size.height() * factor);
  }
}
