package dev.variegate.testing;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;

/** Images that are not 8-bit gray or RGB, such as clinics and satellites make them. */
public final class DeepImages {

  /** Of a slice, in pixels. */
  public static final int SIDE = 96;

  public static final int BANDS = 9;

  /** The first that is air in a slice, and the brightest bone: twelve bits. */
  public static final int MAX = 4095;

  /**
   * Ellipses of the modified phantom of Shepp and Logan (IEEE Transactions on Nuclear Science
   * NS-21, 1974; contrast by Toft, 1996): what is added inside, half axes, center, degrees.
   */
  private static final double[][] PHANTOM = {
    {1, 0.69, 0.92, 0, 0, 0},
    {-0.8, 0.6624, 0.874, 0, -0.0184, 0},
    {-0.2, 0.11, 0.31, 0.22, 0, -18},
    {-0.2, 0.16, 0.41, -0.22, 0, 18},
    {0.1, 0.21, 0.25, 0, 0.35, 0},
    {0.1, 0.046, 0.046, 0, 0.1, 0},
    {0.1, 0.046, 0.046, 0, -0.1, 0},
    {0.1, 0.046, 0.023, -0.08, -0.605, 0},
    {0.1, 0.023, 0.023, 0, -0.606, 0},
    {0.1, 0.023, 0.046, 0.06, -0.605, 0}
  };

  private DeepImages() {}

  /** A slice of a head as a scanner gives it: 12 bits in 16, with a little texture by number. */
  public static Image slice(int number) {
    var samples = new short[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      double level = inside(across(i % SIDE), -across(i / SIDE));
      int grain = (i * 7919 + number * 104_729) % 97 - 48;
      samples[i] = (short) Math.max(0, Math.min(MAX, Math.round(level * MAX) + grain));
    }
    return Image.ofShorts(SIDE, SIDE, 1, samples);
  }

  /** Where that head has its ventricles: 1 and 2, else 0. */
  public static Image ventricles() {
    var samples = new byte[SIDE * SIDE];
    for (int i = 0; i < samples.length; i++) {
      double x = across(i % SIDE);
      double y = -across(i / SIDE);
      samples[i] = (byte) (within(PHANTOM[2], x, y) ? 1 : within(PHANTOM[3], x, y) ? 2 : 0);
    }
    return Image.ofBytes(SIDE, SIDE, 1, samples);
  }

  /** Fields, a river and a town in nine bands, each with a spectrum of its own; 16-bit. */
  public static Image scene(int width, int height, int number) {
    var samples = new short[width * height * BANDS];
    for (int i = 0; i < samples.length; i++) {
      int band = i % BANDS;
      int x = i / BANDS % width;
      int y = i / BANDS / width;
      samples[i] = (short) (reflectance(x, y, number, band) * 10_000);
    }
    return Image.ofShorts(width, height, BANDS, samples);
  }

  /** The same image in other samples: 8-bit, 16-bit or float, black and white kept. */
  public static Image bytes(Image scene) {
    var from = scene.toShorts();
    var samples = new byte[from.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (Short.toUnsignedInt(from[i]) >> 6);
    }
    return Image.ofBytes(scene.width(), scene.height(), scene.channels(), samples);
  }

  /** As fractions of full reflectance. */
  public static Image floats(Image scene) {
    var from = scene.toShorts();
    var samples = new float[from.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Short.toUnsignedInt(from[i]) / 10_000f;
    }
    return Image.ofFloats(scene.width(), scene.height(), scene.channels(), samples);
  }

  /** Encodes the image and closes it. */
  public static byte[] encoded(Image image, String encoding) {
    try (image) {
      return new ImageCodec().encode(image, Encoding.parse(encoding));
    }
  }

  private static double across(int pixel) {
    return (2 * pixel + 1.0) / SIDE - 1;
  }

  private static double inside(double x, double y) {
    double level = 0;
    for (double[] ellipse : PHANTOM) {
      level += within(ellipse, x, y) ? ellipse[0] : 0;
    }
    return level;
  }

  private static boolean within(double[] ellipse, double x, double y) {
    double turn = Math.toRadians(ellipse[5]);
    double right = x - ellipse[3];
    double up = y - ellipse[4];
    double along = (right * Math.cos(turn) + up * Math.sin(turn)) / ellipse[1];
    double beside = (up * Math.cos(turn) - right * Math.sin(turn)) / ellipse[2];
    return along * along + beside * beside <= 1;
  }

  /** Plants are dark in red (band 3) and bright beyond it, water is dark there, roofs are flat. */
  private static double reflectance(int x, int y, int number, int band) {
    double grain = ((x * 31 + y * 17 + number * 13 + band * 7) % 11) / 200.0;
    if (Math.abs(y - 20 - x / 3 - number) < 5) {
      return 0.12 - 0.012 * band + grain;
    }
    boolean town = x > 40 && y < 22 && x / 4 % 2 == 0 && y / 4 % 2 == 0;
    if (town) {
      return 0.3 + 0.02 * band + grain;
    }
    double ripe = (x / 16 + y / 12 + number) % 3 / 2.0;
    return (band < 3 ? 0.06 + 0.05 * ripe : 0.35 - 0.15 * ripe) + 0.01 * band + grain;
  }
}
