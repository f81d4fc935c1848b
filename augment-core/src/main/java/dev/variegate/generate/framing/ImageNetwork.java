package dev.variegate.generate.framing;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Strength;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a network that makes an image of an image, with one label and one strength for all. */
public final class ImageNetwork implements TileNetwork {

  private final Network network;
  private final NetworkDescription described;
  private final TensorDescription input;
  private final TensorDescription output;
  private final int label;
  private final float strength;

  /**
   * @param label index of the class asked for; goes where the network asks for one
   * @param strength 0..1; goes where the network asks for one
   */
  public ImageNetwork(Network network, NetworkDescription described, int label, float strength) {
    this.network = network;
    this.described = described;
    this.input = described.input(Pixels.class).orElseThrow();
    this.output = described.output(Pixels.class).orElseThrow();
    this.label = label;
    this.strength = strength;
  }

  @Override
  public List<Image> run(List<List<Image>> tiles, Size size, int rows) {
    var images = tiles.stream().map(layers -> layers.get(0)).toList();
    var inputs = new HashMap<String, Tensor>();
    inputs.put(input.name(), new ImageTensors(input, rows, size).tensor(images));
    described
        .input(Label.class)
        .ifPresent(tensor -> inputs.put(tensor.name(), BatchScalars.of(tensor, rows, label)));
    described
        .input(Strength.class)
        .ifPresent(tensor -> inputs.put(tensor.name(), BatchScalars.of(tensor, rows, strength)));
    return images(
        network.run(Map.copyOf(inputs), images.size()).get(output.name()), images.size(), rows);
  }

  private List<Image> images(Tensor made, int count, int rows) {
    var size = ((Pixels) output.meaning()).layout().size(made.shape());
    var reader = new ImageTensors(output, rows, size);
    var images = new ArrayList<Image>();
    for (int i = 0; i < count; i++) {
      images.add(reader.floats(made, i));
    }
    return images;
  }
}
