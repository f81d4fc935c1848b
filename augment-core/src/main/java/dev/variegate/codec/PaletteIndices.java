package dev.variegate.codec;

import dev.variegate.image.Image;
import dev.variegate.image.ImageHeader;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The numbers of a PNG's palette in place of their colors, which OpenCV does not give: masks of
 * segmentation, such as those of Pascal VOC, mean the numbers.
 */
final class PaletteIndices {

  private PaletteIndices() {}

  /** Gray, 8-bit, as it is stored: its orientation is not applied yet. */
  static Image stored(byte[] encoded, ImageHeader header) {
    var plain = new ByteArrayInputStream(PngHeader.plain(encoded));
    try (var input = new MemoryCacheImageInputStream(plain)) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
      try {
        reader.setInput(input, true, true);
        return gray(reader.read(0).getRaster());
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) { // the JDK's reader throws many kinds
      throw Decoder.damaged(header, e);
    }
  }

  private static Image gray(Raster numbers) {
    int width = numbers.getWidth();
    int height = numbers.getHeight();
    var samples = new byte[width * height];
    var row = new int[width];
    for (int y = 0; y < height; y++) {
      numbers.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        samples[y * width + x] = (byte) row[x];
      }
    }
    return Image.ofBytes(width, height, 1, samples);
  }
}
