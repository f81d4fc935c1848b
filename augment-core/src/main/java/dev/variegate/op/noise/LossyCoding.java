package dev.variegate.op.noise;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.form.Neighborhood;
import dev.variegate.image.Image;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.RgbFloats;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Writes 8-bit gray or colors as a lossy format and reads them again; alpha kept.
 *
 * @param operation in whose name images are refused
 */
record LossyCoding(String operation, Encoding encoding) implements Neighborhood {

  @Override
  public Image apply(Image image) {
    Require.colors(image, operation);
    Require.bytes(image, operation);
    Require.within(image, encoding.format().longestSide(), operation);
    return AlphaChannel.surrounded(image, this::coded);
  }

  private Mat coded(Mat mat) {
    try (var image = Image.own(new Mat(mat));
        var made = new ImageCodec().lossy(image, encoding)) {
      return mat.channels() == made.channels() ? new Mat(made.mat()) : RgbFloats.gray(made.mat());
    }
  }
}
