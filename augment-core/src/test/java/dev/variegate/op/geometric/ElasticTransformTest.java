package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;

import dev.variegate.form.Displacement;
import dev.variegate.form.DisplacementField;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;

class ElasticTransformTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new ElasticTransform(
        Range.fixed(0.05), Range.fixed(0.1), Interpolation.BICUBIC, Border.CONSTANT, 0.5);
  }

  /** At its edges a smoothed field is mirrored and moves more. */
  @Test
  void movesByTheAskedDeviationAwayFromTheEdges() {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (long seed = 0; seed < 12; seed++) {
      for (float move : movesToTheRight(seed)) {
        sum += move;
        squares += (double) move * move;
        count++;
      }
    }
    assertThat(Math.sqrt(squares / count)).isBetween(6.5, 7.5);
    assertThat(sum / count).isBetween(-0.7, 0.7);
  }

  private static float[] movesToTheRight(long seed) {
    var size = new Size(600, 500);
    var step = new ElasticTransform.At(7, 20, seed, Interpolation.BILINEAR, Border.WRAP, 0);
    var dense = (Displacement.Dense) ((DisplacementField) step.lower(size)).motions().get(0);
    try (var offsets = dense.offsets().of(size);
        var inner = new Rect(100, 100, 400, 300);
        var part = new Mat(offsets, inner);
        var channel = new Mat()) {
      extractChannel(part, channel, 0);
      try (var moves = Image.own(channel.clone())) {
        return moves.toFloats();
      }
    }
  }

  @Test
  void movesNothingByNothing() {
    try (var image = TestImages.smooth(40, 30, 3, SampleType.UINT8);
        var made =
            new ElasticTransform.At(0, 5, 1, Interpolation.BILINEAR, Border.WRAP, 0)
                .lower(image.size())
                .apply(image)) {
      assertThat(made.sameSamples(image)).isTrue();
    }
  }

  @Test
  void refusesAmountsBeyondHalfTheImage() {
    assertThatThrownBy(
            () ->
                new ElasticTransform(
                    Range.fixed(0.6), Range.fixed(0.1), Interpolation.BILINEAR, Border.WRAP, 0))
        .hasMessage(
            "Elastic-transform amount (fraction of the shorter side) is [0.6, 0.6] but must stay within [0.0, 0.5]; narrow the range");
  }
}
