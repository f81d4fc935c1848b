package dev.variegate.image;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small images for tests, every sample different from its neighbors. */
public final class SampleImages {

  private SampleImages() {}

  public static Image gradient(int width, int height, int channels, SampleType type) {
    int samples = width * height * channels;
    return switch (type) {
      case UINT8 -> {
        var bytes = new byte[samples];
        for (int i = 0; i < samples; i++) {
          bytes[i] = (byte) (i * 7 + i / channels);
        }
        yield Image.ofBytes(width, height, channels, bytes);
      }
      case UINT16 -> {
        var shorts = new short[samples];
        for (int i = 0; i < samples; i++) {
          shorts[i] = (short) (i * 1777 + i / channels);
        }
        yield Image.ofShorts(width, height, channels, shorts);
      }
      case FLOAT32 -> {
        var floats = new float[samples];
        for (int i = 0; i < samples; i++) {
          floats[i] = (i * 7 % 256) / 255f;
        }
        yield Image.ofFloats(width, height, channels, floats);
      }
    };
  }

  /** A smooth 8-bit image, which lossy formats keep well. */
  public static Image ramp(int width, int height, int channels) {
    var bytes = new byte[width * height * channels];
    for (int i = 0; i < bytes.length; i++) {
      int pixel = i / channels;
      bytes[i] = (byte) (60 + 4 * (pixel % width) + 3 * (pixel / width));
    }
    return Image.ofBytes(width, height, channels, bytes);
  }

  /** Of one pixel. */
  public static double[] samples(Image image, int x, int y) {
    int at = (y * image.width() + x) * image.channels();
    return Arrays.copyOfRange(samples(image), at, at + image.channels());
  }

  /** Row by row, channels interleaved, unsigned. */
  public static double[] samples(Image image) {
    var samples = new double[image.width() * image.height() * image.channels()];
    switch (image.type()) {
      case UINT8 -> {
        var bytes = image.toBytes();
        Arrays.setAll(samples, i -> bytes[i] & 0xff);
      }
      case UINT16 -> {
        var shorts = image.toShorts();
        Arrays.setAll(samples, i -> shorts[i] & 0xffff);
      }
      case FLOAT32 -> {
        var floats = image.toFloats();
        Arrays.setAll(samples, i -> floats[i]);
      }
    }
    return samples;
  }

  public static String pixel(Image image, int x, int y) {
    return Arrays.stream(samples(image, x, y))
        .mapToObj(s -> image.type() == SampleType.FLOAT32 ? "" + s : "" + (int) s)
        .collect(Collectors.joining(" "));
  }

  /** The corners in words: top left, top right, bottom left, bottom right. */
  public static String corners(Image image) {
    int right = image.width() - 1;
    int bottom = image.height() - 1;
    return Stream.of(
            samples(image, 0, 0),
            samples(image, right, 0),
            samples(image, 0, bottom),
            samples(image, right, bottom))
        .map(SampleImages::color)
        .collect(Collectors.joining(" "));
  }

  private static String color(double[] rgb) {
    if (rgb[2] > 128) {
      return "blue";
    }
    return rgb[0] < 128 ? "green" : rgb[1] < 128 ? "red" : "yellow";
  }
}
