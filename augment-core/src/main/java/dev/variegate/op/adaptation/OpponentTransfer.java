package dev.variegate.op.adaptation;

import static org.bytedeco.opencv.global.opencv_core.addWeighted;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.Reference;
import dev.variegate.pixel.NonFinite;
import dev.variegate.pixel.PixelMap;
import dev.variegate.pixel.Require;
import dev.variegate.pixel.kernel.Kernels;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Moves and stretches the axes of l-alpha-beta until mean and deviation are those of a reference.
 *
 * @param strength fraction of the result, 0..1
 */
record OpponentTransfer(Reference reference, double strength) implements PixelMap {

  @Override
  public boolean isMeasured() {
    return true;
  }

  @Override
  public Mat apply(Mat mat, SampleType type) {
    requireColors(mat);
    try (var numbers = NonFinite.numbers(mat)) {
      return NonFinite.kept(mat, filled -> transferred(filled, numbers, type));
    }
  }

  private Mat transferred(Mat mat, Mat numbers, SampleType type) {
    var target = target(mat.channels());
    if (Kernels.canColor(mat)) {
      return OpponentBytes.transferred(mat, target, strength);
    }
    try (var fractions = OpponentColors.fractions(mat, type);
        var axes = OpponentColors.of(fractions);
        var moved = OpponentMoments.of(axes, numbers).moved(axes, target);
        var made = OpponentColors.fractions(moved)) {
      addWeighted(fractions, 1 - strength, made, strength, 0, made);
      var result = new Mat();
      made.convertTo(result, type.depth(), type.white(), 0);
      return result;
    }
  }

  private OpponentMoments target(int channels) {
    return reference.look(
        "moments, %d channels".formatted(channels),
        OpponentMoments.class,
        image -> {
          try (var alike =
                  ReferenceChannels.of(image, reference.name(), channels, ColorTransfer.NAME);
              var fractions = OpponentColors.fractions(alike.mat(), alike.type());
              var numbers = NonFinite.numbers(fractions);
              var axes = OpponentColors.of(fractions)) {
            return OpponentMoments.of(axes, numbers);
          }
        });
  }

  private static void requireColors(Mat mat) {
    try (var image = Image.own(new Mat(mat))) {
      Require.colors(image, ColorTransfer.NAME);
    }
  }
}
