package dev.variegate.model;

/** Opens a network with the engine that its bundle asks for. */
final class Engines {

  private Engines() {}

  /**
   * Opens a network; the caller closes it.
   *
   * @throws BadModelException if it is another one than described, or the engine is not there
   */
  static Network open(ModelBundle bundle, Role role, Compute compute) {
    return switch (bundle.description().engine()) {
      case ONNX -> OnnxNetwork.open(bundle, role, compute);
      case TORCHSCRIPT -> torch(bundle, role, compute);
    };
  }

  /**
   * Compares the file of a network with its description, without an engine.
   *
   * @throws BadModelException if it is another one than described
   */
  static void look(ModelBundle bundle, Role role) {
    var model = bundle.description();
    switch (model.engine()) {
      case ONNX -> OnnxSessions.look(bundle, role);
      case TORCHSCRIPT -> TorchSignature.inputs(model, model.network(role), bundle.network(role));
    }
  }

  /** PyTorch is large and few need it: whoever does adds its libraries. */
  private static Network torch(ModelBundle bundle, Role role, Compute compute) {
    try {
      return TorchNetwork.open(bundle, role, compute);
    } catch (LinkageError e) {
      throw missing(bundle.description(), e);
    }
  }

  /** What to add where PyTorch is not there. */
  static BadModelException missing(ModelDescription model, Throwable cause) {
    return new BadModelException(
        "Model %s needs the engine torchscript, which is not on the class path (%s); add ai.djl:api, ai.djl.pytorch:pytorch-engine, ai.djl.pytorch:pytorch-jni and ai.djl.pytorch:pytorch-native-cpu with the classifier of this machine, or export the network as ONNX"
            .formatted(model.title(), cause),
        cause);
  }
}
