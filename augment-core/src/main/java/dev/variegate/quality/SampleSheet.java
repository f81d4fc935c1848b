package dev.variegate.quality;

import dev.variegate.image.Encoding;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.ImageFormat;
import java.util.List;

/** A grid of made pictures, a class a row, each sample drawn as a square of pixels; as a PNG. */
final class SampleSheet {

  private static final int ENLARGED = 2;

  private SampleSheet() {}

  /** The first {@code columns} pictures of each class. */
  static byte[] png(List<ClassPictures> rows, int columns) {
    int cellWidth = ENLARGED * rows.get(0).width();
    int cellHeight = ENLARGED * rows.get(0).height();
    int width = columns * cellWidth;
    byte[] sheet = new byte[width * rows.size() * cellHeight];
    for (int at = 0; at < sheet.length; at++) {
      int x = at % width;
      int y = at / width;
      var row = rows.get(y / cellHeight);
      byte[] picture = row.samples().get(x / cellWidth);
      int place = y % cellHeight / ENLARGED * row.width() + x % cellWidth / ENLARGED;
      sheet[at] = picture[place];
    }
    try (var image = Image.ofBytes(width, rows.size() * cellHeight, 1, sheet)) {
      return new ImageCodec().encode(image, Encoding.of(ImageFormat.PNG));
    }
  }
}
