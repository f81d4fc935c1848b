package dev.variegate.model;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Levels;
import dev.variegate.model.TensorRole.Pixels;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns images into the tensor that a network wants and back: {@code [batch, channel, height,
 * width]} or {@code [batch, height, width, channel]}, gray, luma, RGB, BGR or RGBA.
 *
 * <p>Images themselves are gray, RGB or RGBA; the order of a tensor's channels stays in here.
 */
public final class ImageTensors {

  private final String name;
  private final Pixels pixels;
  private final Size size;
  private final int batch;
  private final ChannelScale[] scales;

  /**
   * @param described a tensor of meaning {@code image} with fixed height and width
   * @param batch the first size of the tensor
   */
  public ImageTensors(TensorDescription described, int batch) {
    this(described, batch, pixels(described).layout().size(described.shape()));
  }

  /**
   * @param described a tensor of meaning {@code image}
   * @param batch the first size of the tensor
   * @param size of the images, where the description leaves it free
   */
  public ImageTensors(TensorDescription described, int batch, Size size) {
    this.name = described.name();
    this.pixels = pixels(described);
    this.size = size;
    this.batch = batch;
    this.scales = ChannelScale.of(pixels);
  }

  private static Pixels pixels(TensorDescription described) {
    if (!(described.meaning() instanceof Pixels meaning)) {
      throw new IllegalArgumentException(
          "Tensor \"%s\" means %s but must mean images; take one of meaning \"image\""
              .formatted(described.name(), described.meaning().getClass().getSimpleName()));
    }
    return meaning;
  }

  /** Width and height of the images. */
  public Size size() {
    return size;
  }

  /**
   * One image of the batch, 8-bit: black where the network gives the low end of its range, 255
   * where it gives the high end, rounded half up, clipped beyond.
   */
  public Image image(Tensor tensor, int index) {
    var samples = new byte[row()];
    levels(tensor, index, 255, (place, level) -> samples[place] = UnitFloats.sample(level));
    return Image.ofBytes(size.width(), size.height(), pixels.channels().count(), samples);
  }

  /** One image of the batch, float: black is 0, white 1, nothing clipped. */
  public Image floats(Tensor tensor, int index) {
    var samples = new float[row()];
    levels(tensor, index, 1, (place, level) -> samples[place] = (float) level);
    return Image.ofFloats(size.width(), size.height(), pixels.channels().count(), samples);
  }

  /** Takes the level of a sample of an image, at its place row by row, channels interleaved. */
  @FunctionalInterface
  private interface LevelConsumer {
    void take(int place, double level);
  }

  /** Hands out the samples of one image of the batch, from 0 (black) to {@code white}. */
  private void levels(Tensor tensor, int index, double white, LevelConsumer taker) {
    if (pixels.levels() != Levels.STRETCH) {
      scaled(tensor, index, white, taker);
      return;
    }
    var levels = new double[row()];
    scaled(tensor, index, white, (place, level) -> levels[place] = level);
    stretch(levels, white);
    for (int i = 0; i < levels.length; i++) {
      taker.take(i, levels[i]);
    }
  }

  private void scaled(Tensor tensor, int index, double white, LevelConsumer taker) {
    var values = tensor.floats();
    int channels = pixels.channels().count();
    int count = Math.toIntExact(size.pixels());
    int step = pixelStep();
    for (int channel = 0; channel < channels; channel++) {
      double scale = scales[channel].step(white);
      double black = scales[channel].black();
      int from = index * row() + first(channel);
      int to = inImage(channel);
      for (int i = 0; i < count; i++) {
        taker.take(to + i * channels, (values[from + i * step] - black) * scale);
      }
    }
  }

  private static void stretch(double[] levels, double white) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double level : levels) {
      lowest = Math.min(lowest, level);
      highest = Math.max(highest, level);
    }
    double range = highest > lowest ? highest - lowest : 1;
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (levels[i] - lowest) * white / range;
    }
  }

  /**
   * The images as one batch, filled up with zeros. Samples of any type are taken: black becomes the
   * low end of the range, full intensity the high end; a float that is not a number counts as
   * black.
   *
   * @throws IllegalArgumentException if there are more than the batch holds, or one has another
   *     size or other channels
   */
  public Tensor tensor(List<Image> images) {
    if (images.size() > batch) {
      throw new IllegalArgumentException(
          "Batch is given %d images but must be %d at most; cut the list"
              .formatted(images.size(), batch));
    }
    int channels = pixels.channels().count();
    int row = row();
    var values = new float[Math.multiplyExact(batch, row)];
    var tables = Stream.of(scales).map(ChannelScale::ofBytes).toArray(float[][]::new);
    for (int index = 0; index < images.size(); index++) {
      requireFitting(images.get(index));
      fill(images.get(index), tables, values, index * row);
    }
    return pixels.layout() == Layout.NHWC
        ? Tensor.of(values, batch, size.height(), size.width(), channels)
        : Tensor.of(values, batch, channels, size.height(), size.width());
  }

  private void fill(Image image, float[][] tables, float[] values, int from) {
    switch (image.type()) {
      case UINT8 -> fill(image.toBytes(), tables, values, from);
      case UINT16 -> fill(levels(image.toShorts()), values, from);
      case FLOAT32 -> fill(levels(image.toFloats()), values, from);
    }
  }

  private void fill(byte[] samples, float[][] tables, float[] values, int from) {
    int channels = scales.length;
    int step = pixelStep();
    for (int channel = 0; channel < channels; channel++) {
      var table = tables[channel];
      int to = from + first(channel);
      int source = inImage(channel);
      for (int i = 0; i < samples.length / channels; i++) {
        values[to + i * step] = table[Byte.toUnsignedInt(samples[source + i * channels])];
      }
    }
  }

  private void fill(double[] levels, float[] values, int from) {
    int channels = scales.length;
    int step = pixelStep();
    for (int channel = 0; channel < channels; channel++) {
      var scale = scales[channel];
      int to = from + first(channel);
      int source = inImage(channel);
      for (int i = 0; i < levels.length / channels; i++) {
        values[to + i * step] = scale.value(levels[source + i * channels]);
      }
    }
  }

  /** Numbers of one image. */
  private int row() {
    return Math.toIntExact(pixels.channels().count() * size.pixels());
  }

  /** Where a channel begins in a row of the tensor. */
  private int first(int channel) {
    return pixels.layout() == Layout.NHWC ? channel : channel * Math.toIntExact(size.pixels());
  }

  /** How far a channel's neighboring pixels lie apart in the tensor. */
  private int pixelStep() {
    return pixels.layout() == Layout.NHWC ? pixels.channels().count() : 1;
  }

  /** Which channel of the image a channel of the tensor is. */
  private int inImage(int channel) {
    return pixels.channels() == Channels.BGR ? 2 - channel : channel;
  }

  private void requireFitting(Image image) {
    if (!image.size().equals(size) || image.channels() != pixels.channels().count()) {
      throw new IllegalArgumentException(
          "Image is %s with %d channels but must be %s with %d for the tensor \"%s\"; resize or convert it first"
              .formatted(image.size(), image.channels(), size, pixels.channels().count(), name));
    }
  }

  /** 16-bit samples, 0 (black) to 1 (white). */
  private static double[] levels(short[] samples) {
    double white = SampleType.UINT16.white();
    var levels = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      levels[i] = Short.toUnsignedInt(samples[i]) / white;
    }
    return levels;
  }

  private static double[] levels(float[] samples) {
    var levels = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      levels[i] = Float.isFinite(samples[i]) ? samples[i] : 0; // one NaN would spoil all it gives
    }
    return levels;
  }
}
