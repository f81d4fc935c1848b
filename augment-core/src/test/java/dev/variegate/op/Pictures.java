package dev.variegate.op;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.policy.Seeds;

/** Small pictures for tests. */
final class Pictures {

  private Pictures() {}

  /** Colours that run smoothly over the picture, with a little noise, far from black and white. */
  static Image smooth(int width, int height, int channels, SampleType type) {
    var random = Seeds.generator(7, "pictures", 1, 0);
    var shares = new double[width * height * channels];
    for (int i = 0; i < shares.length; i++) {
      int pixel = i / channels;
      double x = pixel % width / (double) width;
      int row = pixel / width;
      double y = row / (double) height;
      double wave = StrictMath.sin(4 * x + 3 * y + 1.7 * (i % channels));
      shares[i] = 0.5 + 0.3 * wave + 0.05 * random.nextDouble();
    }
    return of(width, height, channels, type, shares);
  }

  static Image of(int width, int height, int channels, SampleType type, double... shares) {
    return switch (type) {
      case UINT8 -> {
        var bytes = new byte[shares.length];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) Math.rint(shares[i] * type.white());
        }
        yield Image.ofBytes(width, height, channels, bytes);
      }
      case UINT16 -> {
        var shorts = new short[shares.length];
        for (int i = 0; i < shorts.length; i++) {
          shorts[i] = (short) Math.rint(shares[i] * type.white());
        }
        yield Image.ofShorts(width, height, channels, shorts);
      }
      case FLOAT32 -> {
        var floats = new float[shares.length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) shares[i];
        }
        yield Image.ofFloats(width, height, channels, floats);
      }
    };
  }

  /** The samples as shares of full intensity. */
  static double[] shares(Image image) {
    var shares = new double[image.width() * image.height() * image.channels()];
    switch (image.type()) {
      case UINT8 -> {
        var bytes = image.toBytes();
        for (int i = 0; i < shares.length; i++) {
          shares[i] = (bytes[i] & 0xff) / image.type().white();
        }
      }
      case UINT16 -> {
        var shorts = image.toShorts();
        for (int i = 0; i < shares.length; i++) {
          shares[i] = (shorts[i] & 0xffff) / image.type().white();
        }
      }
      case FLOAT32 -> {
        var floats = image.toFloats();
        for (int i = 0; i < shares.length; i++) {
          shares[i] = floats[i];
        }
      }
    }
    return shares;
  }

  /** 8-bit samples as 0..255. */
  static int[] samples(Image image) {
    var bytes = image.toBytes();
    var samples = new int[bytes.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes[i] & 0xff;
    }
    return samples;
  }

  static Image grey(int width, int height, int... samples) {
    return ofSamples(width, height, 1, samples);
  }

  static Image rgb(int... samples) {
    return ofSamples(samples.length / 3, 1, 3, samples);
  }

  static Image ofSamples(int width, int height, int channels, int... samples) {
    var bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return Image.ofBytes(width, height, channels, bytes);
  }

  /** The samples that a step makes of a picture, which is closed. */
  static int[] run(Step step, Image image) {
    try (image;
        var made = step.lower(image.size()).apply(image)) {
      return samples(made);
    }
  }
}
