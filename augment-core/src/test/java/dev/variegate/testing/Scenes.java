package dev.variegate.testing;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.pixel.Resampling;
import dev.variegate.random.Seeds;

/** Images of shapes of many sizes, each its own for its number, and copies that show the same. */
public final class Scenes {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final int SHAPES = 24;

  private Scenes() {}

  /** An image in colors; the caller closes it. */
  public static Image of(int number, int side) {
    var random = Seeds.generator(3, "scene", number, 0);
    var samples = new byte[side * side * 3];
    var levels = new double[3];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = 255 * random.nextDouble();
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) levels[i % 3];
    }
    for (int shape = 0; shape < SHAPES; shape++) {
      double x = side * random.nextDouble();
      double y = side * random.nextDouble();
      double across = side * (0.04 + 0.26 * random.nextDouble());
      double down = side * (0.04 + 0.26 * random.nextDouble());
      boolean round = random.nextBoolean();
      var color =
          new byte[] {
            level(random.nextInt(256)), level(random.nextInt(256)), level(random.nextInt(256))
          };
      for (int i = 0; i < side * side; i++) {
        double dx = (i % side - x) / across;
        int row = i / side;
        double dy = (row - y) / down;
        if (round ? dx * dx + dy * dy < 1 : Math.max(Math.abs(dx), Math.abs(dy)) < 1) {
          System.arraycopy(color, 0, samples, 3 * i, 3);
        }
      }
    }
    return Image.ofBytes(side, side, 3, samples);
  }

  private static byte level(int level) {
    return (byte) level;
  }

  /** As PNG. */
  public static byte[] png(Image image) {
    return CODEC.encode(image, Encoding.parse("png"));
  }

  /** Compressed lossily. */
  public static Image recompressed(Image image, int quality) {
    return CODEC.decode(CODEC.encode(image, Encoding.parse("jpeg:" + quality)));
  }

  /** Larger or smaller. */
  public static Image resized(Image image, double factor) {
    var size =
        new Size(
            (int) Math.round(image.width() * factor), (int) Math.round(image.height() * factor));
    try (var resized = Resampling.BICUBIC.resample(image, size)) {
      return UnitFloats.bytes(size, image.channels(), UnitFloats.of(resized));
    }
  }

  /** Without so many columns at the left and rows at the bottom. */
  public static Image cropped(Image image, int pixels) {
    int width = image.width() - pixels;
    int height = image.height() - pixels;
    int channels = image.channels();
    var samples = image.toBytes();
    var part = new byte[width * height * channels];
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          samples,
          (row * image.width() + pixels) * channels,
          part,
          row * width * channels,
          width * channels);
    }
    return Image.ofBytes(width, height, channels, part);
  }
}
