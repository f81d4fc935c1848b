package dev.variegate.image;

import dev.variegate.base.Sha256;
import java.nio.ByteBuffer;

/**
 * Samples as shares of full intensity: floats, black 0 and white 1, row by row, channels
 * interleaved.
 */
public final class UnitFloats {

  private static final int WHITE = 255;

  private UnitFloats() {}

  /**
   * A copy of the samples of a picture of any type; those of float pictures may lie beyond 0..1.
   */
  public static float[] of(Image image) {
    return switch (image.type()) {
      case UINT8 -> ofBytes(image.toBytes());
      case UINT16 -> ofShorts(image.toShorts());
      case FLOAT32 -> image.toFloats();
    };
  }

  /** The picture in 8 bits: each share is rounded half up to a sample and clipped, once. */
  public static Image bytes(Size size, int channels, float[] shares) {
    var samples = new byte[shares.length];
    for (int i = 0; i < shares.length; i++) {
      samples[i] = (byte) Math.max(0, Math.min(WHITE, Math.floor(shares[i] * WHITE + 0.5)));
    }
    return Image.ofBytes(size.width(), size.height(), channels, samples);
  }

  /** A float picture of these shares, which it copies. */
  public static Image floats(Size size, int channels, float[] shares) {
    return Image.ofFloats(size.width(), size.height(), channels, shares);
  }

  private static float[] ofBytes(byte[] samples) {
    var shares = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      shares[i] = Byte.toUnsignedInt(samples[i]) / (float) SampleType.UINT8.white();
    }
    return shares;
  }

  private static float[] ofShorts(short[] samples) {
    var shares = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      shares[i] = Short.toUnsignedInt(samples[i]) / (float) SampleType.UINT16.white();
    }
    return shares;
  }

  /** SHA-256 of size, channels and samples as shares of full intensity, whatever their type. */
  public static String sha256(Image picture) {
    var shares = of(picture);
    var bytes = ByteBuffer.allocate(Integer.BYTES * (3 + shares.length));
    bytes.putInt(picture.width()).putInt(picture.height()).putInt(picture.channels());
    bytes.asFloatBuffer().put(shares);
    return Sha256.hex(bytes.array());
  }
}
