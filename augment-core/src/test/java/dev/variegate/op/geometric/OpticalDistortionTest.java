package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.form.DisplacementField;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class OpticalDistortionTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new OpticalDistortion(Range.fixed(-0.4), Interpolation.NEAREST, Border.CONSTANT, 1);
  }

  @Test
  void keepsTheMiddleAndReadsTheCornersFromBeyond() {
    var field =
        (DisplacementField)
            new OpticalDistortion.At(0.1, Interpolation.BILINEAR, Border.WRAP, 0)
                .lower(new Size(5, 5));
    try (var places = field.places();
        var channel = new org.bytedeco.opencv.opencv_core.Mat()) {
      org.bytedeco.opencv.global.opencv_core.extractChannel(places, channel, 0);
      try (var across = Image.own(channel.clone())) {
        assertThat(across.toFloats()[12]).isEqualTo(2f);
        assertThat(across.toFloats()[0]).isEqualTo(-0.2f);
        assertThat(across.toFloats()[24]).isEqualTo(4.2f);
      }
    }
  }

  @Test
  void refusesMoreThanHalf() {
    assertThatThrownBy(
            () -> new OpticalDistortion(Range.fixed(1), Interpolation.AREA, Border.WRAP, 0))
        .hasMessage(
            "Optical-distortion k is [1.0, 1.0] but must stay within [-0.5, 0.5]; narrow the range");
  }
}
