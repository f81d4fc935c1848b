package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;

class ImageTest {

  @Test
  void givesBackTheSamplesItWasGiven() {
    try (var bytes = Image.ofBytes(2, 1, 1, (byte) 7, (byte) 200);
        var shorts = Image.ofShorts(1, 1, 3, (short) 1, (short) 40_000, (short) 3);
        var floats = Image.ofFloats(1, 2, 1, -0.5f, 1.5f)) {
      assertThat(bytes.toBytes()).containsExactly(7, 200);
      assertThat(shorts.toShorts()).containsExactly((short) 1, (short) 40_000, (short) 3);
      assertThat(floats.toFloats()).containsExactly(-0.5f, 1.5f);
    }
  }

  @Test
  void givesTheSamplesOfAPartOfALargerMatrix() {
    try (var whole =
            Image.ofBytes(3, 2, 1, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6);
        var window = new Rect(1, 0, 2, 2);
        var part = Image.own(new Mat(whole.mat(), window))) {
      assertThat(part.toBytes()).containsExactly(2, 3, 5, 6);
    }
  }

  @Test
  void comparesSizeTypeAndSamples() {
    try (var image = SampleImages.gradient(4, 3, 1, SampleType.UINT8);
        var same = SampleImages.gradient(4, 3, 1, SampleType.UINT8);
        var turned = SampleImages.gradient(3, 4, 1, SampleType.UINT8);
        var deeper = SampleImages.gradient(4, 3, 1, SampleType.UINT16);
        var wider = SampleImages.gradient(4, 3, 3, SampleType.UINT8)) {
      assertThat(image.sameSamples(same)).isTrue();
      assertThat(image.sameSamples(turned)).isFalse();
      assertThat(image.sameSamples(deeper)).isFalse();
      assertThat(image.sameSamples(wider)).isFalse();
    }
  }

  @Test
  void refusesTheWrongNumberOfSamples() {
    assertThatThrownBy(() -> Image.ofBytes(2, 2, 3, new byte[11]))
        .hasMessage(
            "Image of 2x2 with 3 channels is given 11 samples but must be 12; pass width*height*channels samples");
  }

  @Test
  void holdsBandsButNoMoreThanOpenCvCan() {
    try (var bands = Image.ofBytes(1, 1, 9, new byte[9])) {
      assertThat(bands.isColor()).isFalse();
      assertThatThrownBy(() -> bands.requireColor("A network", "choose three of them first"))
          .hasMessage(
              "A network is given an image with 9 channels but must be gray, RGB or RGBA; choose three of them first");
    }
    assertThatThrownBy(() -> Image.ofBytes(1, 1, 513, new byte[513]))
        .hasMessage("Image has 513 channels but must have 1 to 512; split it");
  }

  @Test
  void refusesSamplesOfAnotherType() {
    try (var image = Image.ofBytes(1, 1, 1, (byte) 0)) {
      assertThatThrownBy(image::toShorts)
          .hasMessage(
              "Image has UINT8 samples and is asked for UINT16 but must be the same; convert it first");
    }
  }

  @Test
  void refusesToBeUsedAfterItWasClosed() {
    var image = Image.ofBytes(2, 1, 1, (byte) 7, (byte) 8);
    image.close();
    image.close();
    assertThat(image).hasToString("2x1 x 1 UINT8, closed");
    assertThatThrownBy(image::toBytes)
        .hasMessage("Image of 2x1 was closed and is used again; keep it open until the last use");
  }

  @Test
  void isClosedOnceItsMatrixIsSurrendered() {
    var image = Image.ofBytes(2, 1, 1, (byte) 3, (byte) 4);
    try (var matrix = image.surrender()) {
      image.close();
      assertThat(matrix.cols()).isEqualTo(2);
      assertThatThrownBy(image::toBytes)
          .hasMessage("Image of 2x1 was closed and is used again; keep it open until the last use");
      assertThatThrownBy(image::surrender).isInstanceOf(IllegalStateException.class);
    }
  }
}
