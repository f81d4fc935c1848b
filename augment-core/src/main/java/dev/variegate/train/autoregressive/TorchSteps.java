package dev.variegate.train.autoregressive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.generate.autoregressive.PixelSizes;
import dev.variegate.generate.autoregressive.PixelSteps;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.TorchLayers;

/** The steps of a network that is still trained, computed by PyTorch. */
record TorchSteps(PixelCnnNetwork network, TorchLayers layers, PixelSizes sizes, NDArray labels)
    implements PixelSteps {

  @Override
  public Step row(float[] above, float[] state) {
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      int width = sizes.width();
      var row = array(above, sizes.mixture().channels(), 1, width);
      return read(network.row(layers, row, array(state, sizes.rowState(), 1, width), labels));
    }
  }

  @Override
  public Step pixel(float[] left, float[] context, float[] state) {
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var pixel = array(left, sizes.mixture().channels(), 1, 1);
      var said = array(context, sizes.context(), 1, 1);
      return read(network.pixel(layers, pixel, said, array(state, sizes.pixelState(), 2, 2)));
    }
  }

  private static Step read(PixelCnnNetwork.Step<NDArray> step) {
    return new Step(step.made().toFloatArray(), step.state().toFloatArray());
  }

  private NDArray array(float[] values, int channels, int height, int width) {
    NDManager manager = labels.getManager();
    return EngineArrays.array(manager, values, new Shape(sizes.batch(), channels, height, width));
  }
}
