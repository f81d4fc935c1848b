package dev.variegate.benchmarks.modelcard;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import java.util.List;

/** A grid of made images at their own size, a class a row; as a PNG. */
final class SampleSheet {

  private SampleSheet() {}

  /** The first {@code columns} images of each class. */
  static byte[] png(List<ClassImages> rows, int columns) {
    int cellWidth = rows.get(0).width();
    int cellHeight = rows.get(0).height();
    int width = columns * cellWidth;
    byte[] sheet = new byte[width * rows.size() * cellHeight];
    for (int at = 0; at < sheet.length; at++) {
      int x = at % width;
      int y = at / width;
      byte[] sample = rows.get(y / cellHeight).samples().get(x / cellWidth);
      sheet[at] = sample[y % cellHeight * cellWidth + x % cellWidth];
    }
    try (var image = Image.ofBytes(width, rows.size() * cellHeight, 1, sheet)) {
      return new ImageCodec().encode(image, Encoding.of(ImageFormat.PNG));
    }
  }
}
