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
      var window = KeptWindow.ofRow(layers, array(state, sizes.rowState(), 1, width));
      var row = array(above, sizes.mixture().channels(), 1, width);
      var made = network.contexts(layers, row, labels, window);
      return new Step(made.toFloatArray(), window.kept().toFloatArray());
    }
  }

  @Override
  public Step pixel(float[] left, float[] context, float[] state) {
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var window = KeptWindow.ofPixel(layers, array(state, sizes.pixelState(), 2, 2));
      var pixel = array(left, sizes.mixture().channels(), 1, 1);
      var made =
          network.parameters(layers, pixel, array(context, sizes.context(), 1, 1), window);
      return new Step(made.toFloatArray(), window.kept().toFloatArray());
    }
  }

  private NDArray array(float[] values, int channels, int height, int width) {
    NDManager manager = labels.getManager();
    return EngineArrays.array(manager, values, new Shape(sizes.batch(), channels, height, width));
  }
}
