package dev.variegate.generate.segment;

import dev.variegate.generate.framing.TileNetwork;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.Layout;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Segmentation;
import dev.variegate.pixel.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a network that scores the class of each pixel. What it makes are float images with a channel
 * for each class, as large as the tiles: scores of another size are scaled bilinearly, as those who
 * train such networks do.
 */
final class SegmentationNetwork implements TileNetwork {

  private final Network network;
  private final TensorDescription input;
  private final TensorDescription output;
  private final Segmentation segmentation;
  private final int classes;

  SegmentationNetwork(ModelDescription model, Network network) {
    this.network = network;
    this.input = model.input(Pixels.class).orElseThrow();
    this.output = model.output(Segmentation.class).orElseThrow();
    this.segmentation = (Segmentation) output.meaning();
    this.classes = model.labels().size();
  }

  @Override
  public List<Image> run(List<List<Image>> tiles, Size size, int rows) {
    var images = tiles.stream().map(layers -> layers.get(0)).toList();
    var fed = new ImageTensors(input, rows, size).tensor(images);
    int border = ((Pixels) input.meaning()).extent().border();
    var inner = new Size(size.width() - 2 * border, size.height() - 2 * border);
    requirePossible(inner);
    var made = network.run(Map.of(input.name(), fed), images.size()).get(output.name());
    var scores = new ArrayList<Image>();
    try {
      for (int i = 0; i < images.size(); i++) {
        scores.add(
            scaled(segmentation.form().isPresent() ? scores(made, i) : ones(made, i), inner));
      }
      return scores;
    } catch (RuntimeException | Error e) {
      scores.forEach(Image::close);
      throw e;
    }
  }

  /** Refuses what no array holds. */
  private void requirePossible(Size size) {
    if (size.pixels() * classes > Integer.MAX_VALUE - 8L) {
      throw new IllegalArgumentException(
          "Image is %s, whose %d classes have more scores than an array holds; choose the fit tile or resize"
              .formatted(size, classes));
    }
  }

  private static Image scaled(Image scores, Size size) {
    if (scores.size().equals(size)) {
      return scores;
    }
    try (scores) {
      return Resampling.BILINEAR.resample(scores, size);
    }
  }

  private Image scores(Tensor made, int row) {
    var layout = segmentation.layout();
    var size = layout.size(made.shape());
    int channels = Math.toIntExact(made.shape().get(layout.channel()));
    var values = made.row(row);
    return Image.ofFloats(
        size.width(),
        size.height(),
        channels,
        layout == Layout.NHWC ? values : interleaved(values, channels));
  }

  private static float[] interleaved(float[] planes, int channels) {
    int pixels = planes.length / channels;
    var values = new float[planes.length];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < pixels; i++) {
        values[i * channels + channel] = planes[channel * pixels + i];
      }
    }
    return values;
  }

  /** A score of 1 for the class whose index the network gives. */
  private Image ones(Tensor made, int row) {
    var indices = made.row(row);
    var values = new float[Math.multiplyExact(indices.length, classes)];
    for (int i = 0; i < indices.length; i++) {
      int index = Math.round(indices[i]);
      if (index < 0 || index >= classes) {
        throw new BadOutputException(
            "Output \"%s\" has the class %d but must have one of the %d labels, counted from 0; list all labels in model.yaml"
                .formatted(output.name(), index, classes));
      }
      values[i * classes + index] = 1;
    }
    var size = segmentation.layout().size(made.shape());
    return Image.ofFloats(size.width(), size.height(), classes, values);
  }
}
