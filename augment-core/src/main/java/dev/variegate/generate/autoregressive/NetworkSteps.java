package dev.variegate.generate.autoregressive;

import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole;
import dev.variegate.model.TensorRole.Context;
import dev.variegate.model.TensorRole.Mixture;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.State;
import java.util.HashMap;
import java.util.Map;

/**
 * The steps of one batch, computed by the row encoder and the pixel predictor of a bundle.
 *
 * @param label the classes by the name of their input; empty where the model takes none
 * @param images asked for of the batch
 */
record NetworkSteps(
    ModelDescription model, Network rows, Network pixels, Map<String, Tensor> label, int images)
    implements PixelSteps {

  @Override
  public Step row(float[] above, float[] state) {
    var role = NetworkRole.ROW_ENCODER;
    var inputs = new HashMap<>(label);
    put(inputs, role, Pixels.class, above);
    put(inputs, role, State.class, state);
    return step(rows.run(inputs, images), role, Context.class);
  }

  @Override
  public Step pixel(float[] left, float[] context, float[] state) {
    var role = NetworkRole.PIXEL_PREDICTOR;
    var inputs = new HashMap<String, Tensor>();
    put(inputs, role, Pixels.class, left);
    put(inputs, role, Context.class, context);
    put(inputs, role, State.class, state);
    return step(pixels.run(inputs, images), role, Mixture.class);
  }

  private void put(
      Map<String, Tensor> inputs,
      NetworkRole role,
      Class<? extends TensorRole> meaning,
      float[] values) {
    var described = model.network(role).input(meaning).orElseThrow();
    inputs.put(described.name(), Tensor.of(values, sizes(described)));
  }

  private long[] sizes(TensorDescription described) {
    var sizes = described.shape().stream().mapToLong(Long::longValue).toArray();
    sizes[0] = model.batch();
    return sizes;
  }

  private Step step(
      Map<String, Tensor> made, NetworkRole role, Class<? extends TensorRole> meaning) {
    var network = model.network(role);
    return new Step(
        made.get(network.output(meaning).orElseThrow().name()).floats(),
        made.get(network.output(State.class).orElseThrow().name()).floats());
  }
}
