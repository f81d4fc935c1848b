package dev.variegate.image;

import dev.variegate.base.Sha256;
import java.nio.ByteBuffer;

/**
 * Samples as fractions of full intensity: floats, black 0 and white 1, row by row, channels
 * interleaved.
 */
public final class UnitFloats {

  private static final int WHITE = 255;

  private UnitFloats() {}

  /** A copy of the samples of an image of any type; those of float images may lie beyond 0..1. */
  public static float[] of(Image image) {
    return switch (image.type()) {
      case UINT8 -> ofBytes(image.toBytes());
      case UINT16 -> ofShorts(image.toShorts());
      case FLOAT32 -> image.toFloats();
    };
  }

  /** The image in 8 bits: each fraction is rounded half up to a sample and clipped, once. */
  public static Image bytes(Size size, int channels, float[] fractions) {
    var samples = new byte[fractions.length];
    for (int i = 0; i < fractions.length; i++) {
      samples[i] = sample(fractions[i] * WHITE);
    }
    return Image.ofBytes(size.width(), size.height(), channels, samples);
  }

  /** A level from 0 (black) to 255 as a sample, rounded half up and clipped; no number is black. */
  public static byte sample(double level) {
    if (level >= WHITE) {
      return (byte) WHITE;
    }
    return level > 0 ? (byte) (level + 0.5) : 0;
  }

  /** A float image of these fractions, which it copies. */
  public static Image floats(Size size, int channels, float[] fractions) {
    return Image.ofFloats(size.width(), size.height(), channels, fractions);
  }

  private static float[] ofBytes(byte[] samples) {
    var fractions = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      fractions[i] = Byte.toUnsignedInt(samples[i]) / (float) SampleType.UINT8.white();
    }
    return fractions;
  }

  private static float[] ofShorts(short[] samples) {
    var fractions = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      fractions[i] = Short.toUnsignedInt(samples[i]) / (float) SampleType.UINT16.white();
    }
    return fractions;
  }

  /** SHA-256 of size, channels and samples as fractions of full intensity, whatever their type. */
  public static String sha256(Image image) {
    var fractions = of(image);
    var bytes = ByteBuffer.allocate(Integer.BYTES * (3 + fractions.length));
    bytes.putInt(image.width()).putInt(image.height()).putInt(image.channels());
    bytes.asFloatBuffer().put(fractions);
    return Sha256.hex(bytes.array());
  }
}
