package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import org.junit.jupiter.api.Test;

class OpticalDistortionTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new OpticalDistortion(Range.fixed(-0.4), Interpolation.NEAREST, Border.CONSTANT, 1);
  }

  @Test
  void keepsTheMiddleAndReadsTheCornersFromBeyond() {
    var field =
        (Field)
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
            "Optical-distortion k is [1.0, 1.0], must stay within [-0.5, 0.5]; narrow the range");
  }
}
