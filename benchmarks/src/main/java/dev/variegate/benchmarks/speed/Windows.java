package dev.variegate.benchmarks.speed;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.pixel.NetworkColors;
import dev.variegate.pixel.Resampling;
import java.util.List;

/** Some images of the benchmark's set, scaled to the sizes that networks want. */
final class Windows {

  private static final int COUNT = 32;

  private Windows() {}

  /**
   * @param side of the square images
   * @param channels 1 or 3
   * @param encoding such as {@code jpeg:95}
   */
  static List<byte[]> of(BenchmarkSet set, int side, int channels, String encoding) {
    return set.images().subList(0, COUNT).stream()
        .map(image -> scaled(image, side, channels, Encoding.parse(encoding)))
        .toList();
  }

  private static byte[] scaled(byte[] image, int side, int channels, Encoding encoding) {
    var codec = new ImageCodec();
    try (Image whole = codec.decode(image);
        var colored = NetworkColors.entering(whole, channels);
        var scaled = Resampling.BICUBIC.resample(colored, new Size(side, side));
        var rounded = UnitFloats.bytes(scaled.size(), channels, scaled.toFloats())) {
      return codec.encode(rounded, encoding);
    }
  }
}
