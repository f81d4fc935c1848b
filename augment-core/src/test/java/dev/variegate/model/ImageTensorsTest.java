package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.random.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageTensorsTest {

  @Test
  void roundsHalfUpAndClips() {
    var tensors = tensors(Pixels.ranging(Channels.GRAY, 0, 255), 2, 3);
    var tensor = Tensor.of(new float[] {-0.6f, 0.49f, 0.5f, 1.5f, 254.5f, 300}, 1, 1, 2, 3);
    try (var image = tensors.image(tensor, 0)) {
      assertThat(image.toBytes()).containsExactly(0, 0, 1, 2, 255, 255);
      assertThat(image.width()).isEqualTo(3);
      assertThat(image.height()).isEqualTo(2);
    }
  }

  @Test
  void blackAndWhiteLieAtTheEndsOfTheRange() {
    var tensors = tensors(Pixels.ranging(Channels.GRAY, -1, 1), 1, 3);
    try (var image = tensors.image(Tensor.of(new float[] {-1, 0, 1}, 1, 1, 1, 3), 0)) {
      assertThat(image.toBytes()).containsExactly(0, 128, 255);
    }
  }

  @Test
  void everyEightBitSampleSurvivesTheWayThereAndBack() {
    for (var range : new double[][] {{0, 1}, {-1, 1}, {0, 255}, {-3, 0.5}}) {
      var pixels =
          new Pixels(Layout.NCHW, Channels.GRAY, range[0], range[1], List.of(0.3), List.of(0.2));
      var tensors = tensors(pixels, 16, 16);
      var all = new byte[256];
      for (int i = 0; i < 256; i++) {
        all[i] = (byte) i;
      }
      try (var image = Image.ofBytes(16, 16, 1, all);
          var back = tensors.image(tensors.tensor(List.of(image)), 0)) {
        assertThat(back.sameSamples(image)).isTrue();
      }
    }
  }

  @Test
  void channelsBecomePlanesInTheOrderRedGreenBlue() {
    var tensors = tensors(Pixels.ranging(Channels.RGB, 0, 255), 1, 2);
    try (var image =
        Image.ofBytes(2, 1, 3, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6)) {
      var tensor = tensors.tensor(List.of(image));
      assertThat(tensor.floats()).containsExactly(1, 4, 2, 5, 3, 6);
      assertThat(tensor.shape()).containsExactly(1L, 3L, 1L, 2L);
      try (var back = tensors.image(tensor, 0)) {
        assertThat(back.sameSamples(image)).isTrue();
      }
    }
  }

  @Test
  void standardizesEachChannel() {
    var pixels =
        new Pixels(Layout.NCHW, Channels.RGB, 0, 1, List.of(0.5, 0.0, 1.0), List.of(0.5, 1.0, 2.0));
    try (var image = Image.ofBytes(1, 1, 3, (byte) 255, (byte) 255, (byte) 0)) {
      assertThat(tensors(pixels, 1, 1).tensor(List.of(image)).floats())
          .containsExactly(1, 1, -0.5f);
    }
  }

  @Test
  void takesSamplesOfEveryType() {
    var tensors = tensors(Pixels.ranging(Channels.GRAY, 0, 2), 1, 1);
    try (var bytes = Image.ofBytes(1, 1, 1, (byte) 255);
        var shorts = Image.ofShorts(1, 1, 1, (short) 65535);
        var floats = Image.ofFloats(1, 1, 1, 1)) {
      for (var image : List.of(bytes, shorts, floats)) {
        assertThat(tensors.tensor(List.of(image)).floats()).containsExactly(2);
      }
      assertThat(List.of(bytes.type(), shorts.type(), floats.type()))
          .containsExactly(SampleType.values());
    }
  }

  @Test
  void whatIsNoNumberIsBlack() {
    var tensors = tensors(Pixels.ranging(Channels.GRAY, -1, 1), 1, 1);
    try (var none = Image.ofFloats(1, 1, 1, Float.NaN)) {
      assertThat(tensors.tensor(List.of(none)).floats()).containsExactly(-1);
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void givesTheBitsOfItsFormulaForEverySampleTypeAndBack(Layout layout) {
    var mean = List.of(0.485, 0.456, 0.406);
    var deviation = List.of(0.229, 0.224, 0.225);
    var pixels = new Pixels(layout, Channels.BGR, -0.3, 1.1, mean, deviation);
    var random = Seeds.generator(1, "tensors", 0, 0);
    var tensors = tensors(pixels, 5, 7);
    for (var type : SampleType.values()) {
      try (var image = image(type, random)) {
        var levels = levels(image);
        var tensor = tensors.tensor(List.of(image));
        try (var floats = tensors.floats(tensor, 0)) {
          var back = floats.toFloats();
          for (int i = 0; i < levels.length; i++) {
            int channel = 2 - i % 3;
            int at = layout == Layout.NHWC ? i / 3 * 3 + channel : channel * 35 + i / 3;
            double value = -0.3 + levels[i] * (1.1 - -0.3);
            float expected = (float) ((value - mean.get(channel)) / deviation.get(channel));
            assertThat(tensor.floats()[at]).isEqualTo(expected);
            double black = (-0.3 - mean.get(channel)) / deviation.get(channel);
            double step = 1 * deviation.get(channel) / (1.1 - -0.3);
            assertThat(back[i]).isEqualTo((float) ((expected - black) * step));
          }
        }
      }
    }
  }

  private static Image image(SampleType type, RandomGenerator random) {
    var bytes = new byte[105];
    random.nextBytes(bytes);
    var shorts = new short[105];
    var floats = new float[105];
    for (int i = 0; i < 105; i++) {
      shorts[i] = (short) random.nextInt();
      floats[i] = random.nextFloat(-0.1f, 1.1f);
    }
    return switch (type) {
      case UINT8 -> Image.ofBytes(7, 5, 3, bytes);
      case UINT16 -> Image.ofShorts(7, 5, 3, shorts);
      case FLOAT32 -> Image.ofFloats(7, 5, 3, floats);
    };
  }

  private static double[] levels(Image image) {
    var levels = new double[105];
    for (int i = 0; i < levels.length; i++) {
      levels[i] =
          switch (image.type()) {
            case UINT8 -> Byte.toUnsignedInt(image.toBytes()[i]) / 255.0;
            case UINT16 -> Short.toUnsignedInt(image.toShorts()[i]) / 65535.0;
            case FLOAT32 -> image.toFloats()[i];
          };
    }
    return levels;
  }

  @Test
  void fillsTheBatchUpWithZeros() {
    var described =
        new TensorDescription(
            "x",
            ElementType.FLOAT32,
            List.of(-1L, 1L, 1L, 1L),
            Pixels.ranging(Channels.GRAY, -1, 1));
    try (var image = Image.ofBytes(1, 1, 1, (byte) 255)) {
      var tensor = new ImageTensors(described, 3).tensor(List.of(image, image));
      assertThat(tensor.floats()).containsExactly(1, 1, 0);
      assertThat(tensor.shape()).containsExactly(3L, 1L, 1L, 1L);
    }
  }

  @Test
  void refusesMoreImagesThanTheBatchHolds() {
    var tensors = tensors(Pixels.ranging(Channels.GRAY, 0, 1), 1, 1);
    try (var image = Image.ofBytes(1, 1, 1, (byte) 0)) {
      assertThatThrownBy(() -> tensors.tensor(List.of(image, image)))
          .hasMessage("Batch is given 2 images but must be 1 at most; cut the list");
    }
  }

  @Test
  void refusesAnImageOfAnotherSizeOrOtherChannels() {
    var tensors = tensors(Pixels.ranging(Channels.RGB, 0, 1), 1, 2);
    try (var image = Image.ofBytes(2, 1, 1, (byte) 0, (byte) 0)) {
      assertThatThrownBy(() -> tensors.tensor(List.of(image)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Image is 2x1 with 1 channels but must be 2x1 with 3 for the tensor \"x\"; resize or"
                  + " convert it first");
    }
  }

  @Test
  void refusesATensorThatMeansNoImages() {
    var label = new TensorDescription("y", ElementType.INT64, List.of(-1L), new TensorRole.Label());
    assertThatThrownBy(() -> new ImageTensors(label, 1))
        .hasMessage("Tensor \"y\" means Label but must mean images; take one of meaning \"image\"");
  }

  private static ImageTensors tensors(Pixels pixels, long height, long width) {
    long channels = pixels.channels().count();
    var shape =
        pixels.layout() == Layout.NHWC
            ? List.of(1L, height, width, channels)
            : List.of(1L, channels, height, width);
    return new ImageTensors(new TensorDescription("x", ElementType.FLOAT32, shape, pixels), 1);
  }
}
