package dev.variegate.benchmarks.speed;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.variegate.lineage.EncodedSample;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What no augmentation can go below: a source is decoded once and finished copies of it are
 * encoded, by plain OpenCV calls in OpenCV's own color order, with no check and no augmentation.
 *
 * <p>The copies are those that the augmentation makes of that source, so that both encode the same
 * images.
 */
final class CodecFloor implements Runnable, AutoCloseable {

  private final byte[] source;
  private final List<Mat> finished;

  CodecFloor(byte[] source, List<EncodedSample> copies) {
    this.source = source;
    this.finished = copies.stream().map(c -> decode(c.encoded())).toList();
  }

  @Override
  public void run() {
    decode(source).close();
    finished.forEach(CodecFloor::encode);
  }

  private static Mat decode(byte[] encoded) {
    try (var bytes = new BytePointer(encoded);
        var input = new Mat(1, encoded.length, CV_8U, bytes)) {
      return imdecode(input, IMREAD_COLOR);
    }
  }

  private static byte[] encode(Mat mat) {
    try (var parameters = new IntPointer(IMWRITE_JPEG_QUALITY, 95);
        var encoded = new BytePointer()) {
      imencode(".jpg", mat, encoded, parameters);
      var bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }

  @Override
  public void close() {
    finished.forEach(Mat::close);
  }
}
