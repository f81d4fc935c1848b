package dev.variegate.pixel.kernel;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** The rows of a matrix of bytes, to be copied from and to arrays. Used by one thread. */
final class ByteRows {

  private final BytePointer samples;
  private final long step;
  private final int channels;

  ByteRows(Mat mat) {
    this.samples = mat.data();
    this.step = mat.step();
    this.channels = mat.channels();
  }

  void read(int x, int y, int pixels, byte[] into) {
    at(x, y).get(into, 0, pixels * channels);
  }

  void write(int x, int y, int pixels, byte[] from) {
    at(x, y).put(from, 0, pixels * channels);
  }

  private BytePointer at(int x, int y) {
    return samples.position(y * step + (long) x * channels);
  }
}
