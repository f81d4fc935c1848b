package dev.variegate.pixel.kernel;

import dev.variegate.random.Seeds;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Normal numbers, and samples that such noise is added to, as in {@code noise.c}. */
final class JavaNoise {

  /** Numbers that are made at a time, of blocks of four words. */
  private static final int DRAWN = 128;

  private static final int BLOCKS = DRAWN / 4;

  /** A quarter of a turn in 2^-24. */
  private static final float TURN = 9.362676e-8f;

  private JavaNoise() {}

  static void normals(Mat result, long seed) {
    int channels = result.channels();
    var row = new float[result.cols() * channels];
    var to = new FloatPointer(result.data());
    for (int y = 0; y < result.rows(); y++) {
      for (int channel = 0; channel < channels; channel++) {
        var made = row(seed, y, channel, result.cols());
        for (int x = 0; x < result.cols(); x++) {
          row[x * channels + channel] = made[x];
        }
      }
      to.position(y * result.step() / Float.BYTES).put(row, 0, row.length);
    }
  }

  static void grain(Mat source, Mat result, long seed, float... numbers) {
    var from = new ByteRows(source);
    var to = new ByteRows(result);
    int channels = source.channels();
    var row = new byte[source.cols() * channels];
    for (int y = 0; y < source.rows(); y++) {
      var noise = new float[channels][];
      for (int channel = 0; channel < channels; channel++) {
        noise[channel] = row(seed, y, channel, source.cols());
      }
      from.read(0, y, source.cols(), row);
      for (int i = 0; i < row.length; i++) {
        int sample = Byte.toUnsignedInt(row[i]);
        float variance = numbers[0] + sample * (numbers[1] + sample * numbers[2]);
        float mixed = mixed(noise, i / channels, 3 + 4 * (i % channels), numbers);
        row[i] = (byte) FloatFunctions.level(sample + (float) Math.sqrt(variance) * mixed);
      }
      to.write(0, y, source.cols(), row);
    }
  }

  private static float mixed(float[][] noise, int pixel, int at, float... numbers) {
    return noise.length == 1
        ? noise[0][pixel] * numbers[at]
        : numbers[at] * noise[0][pixel]
            + numbers[at + 1] * noise[1][pixel]
            + numbers[at + 2] * noise[2][pixel]
            + numbers[at + 3];
  }

  /** Numbers of a row, and some more up to a whole number of blocks. */
  private static float[] row(long seed, int row, int channel, int width) {
    var random = Seeds.row(seed, row, channel);
    var made = new float[(width + DRAWN - 1) / DRAWN * DRAWN];
    for (int start = 0; start < made.length; start += DRAWN) {
      for (int i = 0; i < BLOCKS; i++) {
        pair(made, start + i, random.nextInt(), random.nextInt());
        pair(made, start + i + 2 * BLOCKS, random.nextInt(), random.nextInt());
      }
    }
    return made;
  }

  /** How far from 0, and in which direction, by quarters of a turn. */
  private static void pair(float[] made, int at, int far, int direction) {
    float even = ((far >>> 9) + 0.5f) * 0x1p-23f;
    float radius = (float) Math.sqrt(-2 * FloatFunctions.log(even));
    int quarter = direction >>> 30;
    float angle = ((direction << 2) >> 8) * TURN;
    float sine = radius * FloatFunctions.sin(angle);
    float cosine = radius * FloatFunctions.cos(angle);
    float x = quarter % 2 == 1 ? sine : cosine;
    float y = quarter % 2 == 1 ? cosine : sine;
    made[at] = quarter == 1 || quarter == 2 ? -x : x;
    made[at + BLOCKS] = quarter >= 2 ? -y : y;
  }
}
