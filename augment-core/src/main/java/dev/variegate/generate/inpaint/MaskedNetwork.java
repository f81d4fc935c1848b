package dev.variegate.generate.inpaint;

import dev.variegate.generate.framing.MaskTensors;
import dev.variegate.generate.framing.TileNetwork;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Mask;
import dev.variegate.model.TensorRole.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a network that makes an image of an image and a mask. */
final class MaskedNetwork implements TileNetwork {

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
            mask.name(), MaskTensors.of(mask, masks, size, rows));
    var made = network.run(inputs, images.size()).get(output.name());
    var reader = new ImageTensors(output, rows, size);
    var filled = new ArrayList<Image>();
    for (int i = 0; i < images.size(); i++) {
      filled.add(reader.floats(made, i));
    }
    return filled;
  }
}
