package dev.variegate.generate.inpaint;

import dev.variegate.generate.framing.TileNetwork;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Layout;
import dev.variegate.model.TensorRole.Mask;
import dev.variegate.model.TensorRole.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs a network that makes an image of an image and a mask. */
final class MaskedNetwork implements TileNetwork {

  /** A resized mask is soft: what has any fraction of the hole belongs to it, rounding aside. */
  private static final float TRACE = 1e-3f;

  private final Network network;
  private final TensorDescription image;
  private final TensorDescription mask;
  private final TensorDescription output;

  MaskedNetwork(Network network, NetworkDescription described) {
    this.network = network;
    this.image = described.input(Pixels.class).orElseThrow();
    this.mask = described.input(Mask.class).orElseThrow();
    this.output = described.output(Pixels.class).orElseThrow();
  }

  /** The second layer of each tile is its mask. */
  @Override
  public List<Image> run(List<List<Image>> tiles, Size size, int rows) {
    var images = tiles.stream().map(layers -> layers.get(0)).toList();
    var masks = tiles.stream().map(layers -> layers.get(1)).toList();
    var inputs =
        Map.of(
            image.name(), new ImageTensors(image, rows, size).tensor(images),
            mask.name(), masks(masks, size, rows));
    var made = network.run(inputs, images.size()).get(output.name());
    var reader = new ImageTensors(output, rows, size);
    var filled = new ArrayList<Image>();
    for (int i = 0; i < images.size(); i++) {
      filled.add(reader.floats(made, i));
    }
    return filled;
  }

  private Tensor masks(List<Image> masks, Size size, int rows) {
    var meaning = (Mask) mask.meaning();
    int row = Math.toIntExact(size.pixels());
    var values = new float[Math.multiplyExact(rows, row)];
    Arrays.fill(values, (float) meaning.kept());
    for (int i = 0; i < masks.size(); i++) {
      var fractions = UnitFloats.of(masks.get(i));
      for (int k = 0; k < row; k++) {
        if (fractions[k] > TRACE) {
          values[i * row + k] = (float) meaning.hole();
        }
      }
    }
    return meaning.layout() == Layout.NHWC
        ? Tensor.of(values, rows, size.height(), size.width(), 1)
        : Tensor.of(values, rows, 1, size.height(), size.width());
  }
}
