package dev.variegate.model;

/** Opens the main network of a bundle without the cache. */
final class Networks {

  private Networks() {}

  static OnnxNetwork open(ModelBundle bundle, int threads) {
    return OnnxNetwork.open(bundle, bundle.description().task().main(), Compute.threads(threads));
  }
}
