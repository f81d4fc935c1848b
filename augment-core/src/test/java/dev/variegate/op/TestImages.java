package dev.variegate.op;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ReferenceImage;
import dev.variegate.image.SampleType;
import dev.variegate.random.Seeds;
import java.util.List;

/** Small images for tests. */
public final class TestImages {

  private TestImages() {}

  /** Colors that run smoothly over the image, with a little noise, far from black and white. */
  public static Image smooth(int width, int height, int channels, SampleType type) {
    var random = Seeds.generator(7, "pictures", 1, 0);
    var fractions = new double[width * height * channels];
    for (int i = 0; i < fractions.length; i++) {
      int pixel = i / channels;
      double x = pixel % width / (double) width;
      int row = pixel / width;
      double y = row / (double) height;
      double wave = StrictMath.sin(4 * x + 3 * y + 1.7 * (i % channels));
      fractions[i] = 0.5 + 0.3 * wave + 0.05 * random.nextDouble();
    }
    return of(width, height, channels, type, fractions);
  }

  public static Image of(
      int width, int height, int channels, SampleType type, double... fractions) {
    return switch (type) {
      case UINT8 -> {
        var bytes = new byte[fractions.length];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) Math.rint(fractions[i] * type.white());
        }
        yield Image.ofBytes(width, height, channels, bytes);
      }
      case UINT16 -> {
        var shorts = new short[fractions.length];
        for (int i = 0; i < shorts.length; i++) {
          shorts[i] = (short) Math.rint(fractions[i] * type.white());
        }
        yield Image.ofShorts(width, height, channels, shorts);
      }
      case FLOAT32 -> {
        var floats = new float[fractions.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) fractions[i];
        }
        yield Image.ofFloats(width, height, channels, floats);
      }
    };
  }

  /** One color image that others may be made like, darker and bluer than {@link #smooth}. */
  public static References references() {
    return References.of(List.of(new ReferenceImage("dusk.png", 1, TestImages::dusk)));
  }

  private static byte[] dusk() {
    var fractions = new double[24 * 18 * 3];
    for (int i = 0; i < fractions.length; i++) {
      int row = i / 72;
      double down = row / 18.0;
      fractions[i] = 0.1 + 0.2 * (i % 3) * down + 0.1 * StrictMath.sin(i * 0.7);
    }
    try (var image = of(24, 18, 3, SampleType.UINT8, fractions)) {
      return new ImageCodec().encode(image, Encoding.of(ImageFormat.PNG));
    }
  }

  /** Samples that have nothing to do with each other, darker in the first channels. */
  public static Image noise(int width, int height, int channels, SampleType type) {
    var random = Seeds.generator(11, "noise", 1, 0);
    var fractions = new double[width * height * channels];
    for (int i = 0; i < fractions.length; i++) {
      double fraction = random.nextDouble();
      fractions[i] = fraction * (0.4 + 0.5 * (i % channels) / channels);
    }
    return of(width, height, channels, type, fractions);
  }

  /** An image to make others like. */
  public static Reference reference(Image image) {
    return References.of(List.of())
        .own(image)
        .draw(Seeds.generator(1, "reference", 1, 0), "A test");
  }

  /** One channel of the samples as fractions. */
  /** The same with alpha of one, so that nothing is hidden; the given one is closed. */
  public static Image opaque(Image given) {
    if (given.channels() != 4) {
      return given;
    }
    try (given) {
      var fractions = fractions(given);
      for (int i = 3; i < fractions.length; i += 4) {
        fractions[i] = 1;
      }
      return of(given.width(), given.height(), 4, given.type(), fractions);
    }
  }

  public static double[] channel(Image image, int channel) {
    var fractions = fractions(image);
    var one = new double[fractions.length / image.channels()];
    for (int i = 0; i < one.length; i++) {
      one[i] = fractions[i * image.channels() + channel];
    }
    return one;
  }

  /** The samples as fractions of full intensity. */
  public static double[] fractions(Image image) {
    var fractions = new double[image.width() * image.height() * image.channels()];
    switch (image.type()) {
      case UINT8 -> {
        var bytes = image.toBytes();
        for (int i = 0; i < fractions.length; i++) {
          fractions[i] = (bytes[i] & 0xff) / image.type().white();
        }
      }
      case UINT16 -> {
        var shorts = image.toShorts();
        for (int i = 0; i < fractions.length; i++) {
          fractions[i] = (shorts[i] & 0xffff) / image.type().white();
        }
      }
      case FLOAT32 -> {
        var floats = image.toFloats();
        for (int i = 0; i < fractions.length; i++) {
          fractions[i] = floats[i];
        }
      }
    }
    return fractions;
  }

  /** 8-bit samples as 0..255. */
  public static int[] samples(Image image) {
    var bytes = image.toBytes();
    var samples = new int[bytes.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes[i] & 0xff;
    }
    return samples;
  }

  public static Image gray(int width, int height, int... samples) {
    return ofSamples(width, height, 1, samples);
  }

  public static Image rgb(int... samples) {
    return ofSamples(samples.length / 3, 1, 3, samples);
  }

  public static Image ofSamples(int width, int height, int channels, int... samples) {
    var bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return Image.ofBytes(width, height, channels, bytes);
  }

  /** The samples that a step makes of an image, which is closed. */
  public static int[] run(Step step, Image image) {
    try (image;
        var made = step.lower(image.size()).apply(image)) {
      return samples(made);
    }
  }
}
