package dev.variegate.benchmarks.speed;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What no augmentation can go below: a source, where there is one, is decoded once and finished
 * copies of it are encoded as they were, by plain OpenCV calls in OpenCV's own color order, with no
 * check and no augmentation.
 *
 * <p>The copies are those that the augmentation makes of that source, so that both encode the same
 * images.
 */
final class CodecFloor implements Runnable, AutoCloseable {

  private record Finished(Mat image, boolean jpeg) {}

  private final Optional<byte[]> source;
  private final List<Finished> finished;

  /** Takes encoded images; the copies are JPEG of quality 95 or PNG. */
  CodecFloor(Optional<byte[]> source, List<byte[]> copies) {
    this.source = source;
    this.finished = copies.stream().map(c -> new Finished(decode(c), c[0] == (byte) 0xff)).toList();
  }

  @Override
  public void run() {
    source.ifPresent(encoded -> decode(encoded).close());
    finished.forEach(CodecFloor::encode);
  }

  private static Mat decode(byte[] encoded) {
    try (var bytes = new BytePointer(encoded);
        var input = new Mat(1, encoded.length, CV_8U, bytes)) {
      return imdecode(input, IMREAD_UNCHANGED);
    }
  }

  private static byte[] encode(Finished copy) {
    try (var parameters =
            copy.jpeg() ? new IntPointer(IMWRITE_JPEG_QUALITY, 95) : new IntPointer(0L);
        var encoded = new BytePointer()) {
      imencode(copy.jpeg() ? ".jpg" : ".png", copy.image(), encoded, parameters);
      var bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }

  @Override
  public void close() {
    finished.forEach(copy -> copy.image().close());
  }
}
