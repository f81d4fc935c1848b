package dev.variegate.model;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.Meaning.Pixels;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Turns pictures into the tensor that a network wants and back: {@code [batch, channel, height,
 * width]}, grey or RGB.
 */
public final class ImageTensors {

  private final String name;
  private final Pixels pixels;
  private final Size size;
  private final int batch;

  /**
   * @param described a tensor of meaning {@code image}
   * @param batch the first size of the tensor
   */
  public ImageTensors(TensorDescription described, int batch) {
    if (!(described.meaning() instanceof Pixels meaning)) {
      throw new IllegalArgumentException(
          "Tensor \"%s\" means %s, must mean pictures; take one of meaning \"image\""
              .formatted(described.name(), described.meaning()));
    }
    this.name = described.name();
    this.pixels = meaning;
    this.size =
        new Size(
            Math.toIntExact(described.shape().get(3)), Math.toIntExact(described.shape().get(2)));
    this.batch = batch;
  }

  /** Width and height of the pictures. */
  public Size size() {
    return size;
  }

  /**
   * One picture of the batch, 8-bit: black where the network gives the low end of its range, 255
   * where it gives the high end, rounded half up, clipped beyond.
   */
  public Image image(Tensor tensor, int index) {
    var values = tensor.row(index);
    int channels = pixels.channels().count();
    int area = Math.toIntExact(size.pixels());
    var samples = new byte[channels * area];
    for (int channel = 0; channel < channels; channel++) {
      double scale = 255 * pixels.deviation().get(channel) / (pixels.high() - pixels.low());
      double black = (pixels.low() - pixels.mean().get(channel)) / pixels.deviation().get(channel);
      for (int i = 0; i < area; i++) {
        double level = Math.floor((values[channel * area + i] - black) * scale + 0.5);
        samples[i * channels + channel] = (byte) Math.max(0, Math.min(255, level));
      }
    }
    return Image.ofBytes(size.width(), size.height(), channels, samples);
  }

  /**
   * The pictures as one batch, filled up with zeros. Samples of any type are taken: black becomes
   * the low end of the range, full intensity the high end.
   *
   * @throws IllegalArgumentException if there are more than the batch holds, or one has another
   *     size or other channels
   */
  public Tensor tensor(List<Image> images) {
    if (images.size() > batch) {
      throw new IllegalArgumentException(
          "Batch is given %d pictures, must be %d at most; cut the list"
              .formatted(images.size(), batch));
    }
    int channels = pixels.channels().count();
    int area = Math.toIntExact(size.pixels());
    var values = new float[batch * channels * area];
    for (int index = 0; index < images.size(); index++) {
      var image = images.get(index);
      requireFitting(image);
      var samples = samples(image);
      for (int channel = 0; channel < channels; channel++) {
        double mean = pixels.mean().get(channel);
        double deviation = pixels.deviation().get(channel);
        for (int i = 0; i < area; i++) {
          double level = samples.applyAsDouble(i * channels + channel) / image.type().white();
          double value = pixels.low() + level * (pixels.high() - pixels.low());
          values[(index * channels + channel) * area + i] = (float) ((value - mean) / deviation);
        }
      }
    }
    return Tensor.of(values, batch, channels, size.height(), size.width());
  }

  private void requireFitting(Image image) {
    if (!image.size().equals(size) || image.channels() != pixels.channels().count()) {
      throw new IllegalArgumentException(
          "Picture is %s with %d channels, must be %s with %d for the tensor \"%s\"; resize or convert it first"
              .formatted(image.size(), image.channels(), size, pixels.channels().count(), name));
    }
  }

  private static IntToDoubleFunction samples(Image image) {
    return switch (image.type()) {
      case UINT8 -> {
        var bytes = image.toBytes();
        yield i -> Byte.toUnsignedInt(bytes[i]);
      }
      case UINT16 -> {
        var shorts = image.toShorts();
        yield i -> Short.toUnsignedInt(shorts[i]);
      }
      case FLOAT32 -> {
        var floats = image.toFloats();
        yield i -> floats[i];
      }
    };
  }
}
