package dev.variegate.codec;

import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.variegate.codec.bytes.ChannelOrder;
import dev.variegate.image.Image;
import dev.variegate.random.Seeds;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** JPEG files of all codings. */
public final class JpegFiles {

  private JpegFiles() {}

  /** Waves with noise: all coefficients of all blocks are there. */
  public static Image noisy(int width, int height, int channels) {
    var random = Seeds.generator(3, "noise", channels, 0);
    var samples = new byte[width * height * channels];
    for (int i = 0; i < samples.length; i++) {
      int x = i / channels % width;
      int y = i / channels / width;
      double wave = 60 * Math.sin(x * 0.11 + i % channels) + 50 * Math.cos(y * 0.07 + x * 0.02);
      samples[i] = (byte) Math.rint(125 + wave + 12 * random.nextDouble());
    }
    return Image.ofBytes(width, height, channels, samples);
  }

  /**
   * A file of the image.
   *
   * @param parameters of OpenCV's {@code imencode}: names and values in turn
   */
  public static byte[] encoded(Image image, int... parameters) {
    try (var swapped = image.channels() == 1 ? null : ChannelOrder.toOpenCv(image.mat());
        var bytes = new BytePointer();
        var how = new IntPointer(parameters)) {
      imencode(".jpg", swapped == null ? image.mat() : swapped, bytes, how);
      var file = new byte[Math.toIntExact(bytes.limit())];
      bytes.get(file);
      return file;
    }
  }
}
