package dev.variegate.generate.autoregressive;

import dev.variegate.model.Network;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the network on the whole images for every pixel.
 *
 * @param image its input
 * @param mixture its output
 * @param label the classes by the name of their input; empty where the model takes none
 * @param images asked for of the batch
 */
record WholePredictor(
    Network network,
    TensorDescription image,
    TensorDescription mixture,
    Map<String, Tensor> label,
    int images)
    implements PixelPredictor {

  @Override
  public float[] at(float[] made, int y, int x) {
    var sizes = image.shape().stream().mapToLong(Long::longValue).toArray();
    int height = (int) sizes[2];
    int width = (int) sizes[3];
    sizes[0] = made.length / (sizes[1] * sizes[2] * sizes[3]);
    var inputs = new HashMap<>(label);
    inputs.put(image.name(), Tensor.of(made.clone(), sizes));
    float[] all = network.run(inputs, images).get(mixture.name()).floats();
    var here = new float[all.length / (height * width)];
    for (int i = 0; i < here.length; i++) {
      here[i] = all[(i * height + y) * width + x];
    }
    return here;
  }
}
