package dev.variegate.benchmarks.speed;

import dev.variegate.image.Encoding;
import dev.variegate.image.Image;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.Shares;
import dev.variegate.image.Size;
import dev.variegate.op.Colouring;
import dev.variegate.op.Resampling;
import java.util.List;

/** Some pictures of the benchmark's set, scaled to the sizes that networks want. */
final class Windows {

  private static final int COUNT = 32;

  private Windows() {}

  /**
   * @param side of the square pictures
   * @param channels 1 or 3
   * @param encoding such as {@code jpeg:95}
   */
  static List<byte[]> of(BenchmarkSet set, int side, int channels, String encoding) {
    return set.pictures().subList(0, COUNT).stream()
        .map(picture -> scaled(picture, side, channels, Encoding.parse(encoding)))
        .toList();
  }

  private static byte[] scaled(byte[] picture, int side, int channels, Encoding encoding) {
    var codec = new ImageCodec();
    try (Image whole = codec.decode(picture);
        var coloured = Colouring.entering(whole, channels);
        var scaled = Resampling.BICUBIC.resample(coloured, new Size(side, side));
        var rounded = Shares.bytes(scaled.size(), channels, scaled.toFloats())) {
      return codec.encode(rounded, encoding);
    }
  }
}
