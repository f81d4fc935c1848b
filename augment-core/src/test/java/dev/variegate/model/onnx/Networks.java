package dev.variegate.model.onnx;

import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;

/** Opens the main network of a bundle without the cache. */
public final class Networks {

  private Networks() {}

  public static OnnxNetwork open(ModelBundle bundle, int threads) {
    return OnnxNetwork.open(
        bundle, bundle.description().task().main(), ComputeOptions.threads(threads));
  }
}
