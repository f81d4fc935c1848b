package dev.variegate.op.adaptation;

import static org.bytedeco.opencv.global.opencv_core.addWeighted;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.Reference;
import dev.variegate.pixel.NonFinite;
import dev.variegate.pixel.PixelMap;
import dev.variegate.pixel.Require;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Moves and stretches the axes of l-alpha-beta until mean and deviation are those of a reference.
 *
 * @param strength share of the result, 0..1
 */
record OpponentTransfer(Reference reference, double strength) implements PixelMap {

  @Override
  public boolean isMeasured() {
    return true;
  }

  @Override
  public Mat apply(Mat mat, SampleType type) {
    requireColours(mat);
    try (var numbers = NonFinite.numbers(mat)) {
      return NonFinite.kept(mat, filled -> transferred(filled, numbers, type));
    }
  }

  private Mat transferred(Mat mat, Mat numbers, SampleType type) {
    var target = target(mat.channels());
    try (var shares = OpponentColors.shares(mat, type);
        var axes = OpponentColors.of(shares);
        var moved = OpponentMoments.of(axes, numbers).moved(axes, target);
        var made = OpponentColors.shares(moved)) {
      addWeighted(shares, 1 - strength, made, strength, 0, made);
      var result = new Mat();
      made.convertTo(result, type.depth(), type.white(), 0);
      return result;
    }
  }

  private OpponentMoments target(int channels) {
    return reference.look(
        "moments, %d channels".formatted(channels),
        OpponentMoments.class,
        picture -> {
          try (var alike =
                  ReferenceChannels.of(picture, reference.name(), channels, ColorTransfer.NAME);
              var shares = OpponentColors.shares(alike.mat(), alike.type());
              var numbers = NonFinite.numbers(shares);
              var axes = OpponentColors.of(shares)) {
            return OpponentMoments.of(axes, numbers);
          }
        });
  }

  private static void requireColours(Mat mat) {
    try (var image = Image.own(new Mat(mat))) {
      Require.colours(image, ColorTransfer.NAME);
    }
  }
}
