package dev.variegate.model;

/** PyTorch, which is large and which few need: whoever does adds its libraries. */
public final class TorchEngine implements NetworkEngine {

  @Override
  public Engine engine() {
    return Engine.TORCHSCRIPT;
  }

  @Override
  public Network open(ModelBundle bundle, Role role, Compute compute) {
    try {
      return TorchNetwork.open(bundle, role, compute);
    } catch (LinkageError e) {
      throw missing(bundle.description(), e);
    }
  }

  @Override
  public void look(ModelBundle bundle, Role role) {
    var model = bundle.description();
    TorchSignature.inputs(model, model.network(role), bundle.network(role));
  }

  /** What to add where PyTorch is not there. */
  static BadModelException missing(ModelDescription model, Throwable cause) {
    return new BadModelException(
        "Model %s needs the engine torchscript, which is not on the class path (%s); add ai.djl:api, ai.djl.pytorch:pytorch-engine, ai.djl.pytorch:pytorch-jni and ai.djl.pytorch:pytorch-native-cpu with the classifier of this machine, or export the network as ONNX"
            .formatted(model.title(), cause),
        cause);
  }
}
