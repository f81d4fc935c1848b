package dev.variegate.model;

/** ONNX Runtime. */
public final class OnnxEngine implements NetworkEngine {

  @Override
  public Engine engine() {
    return Engine.ONNX;
  }

  @Override
  public Network open(ModelBundle bundle, Role role, Compute compute) {
    return OnnxNetwork.open(bundle, role, compute);
  }

  @Override
  public void look(ModelBundle bundle, Role role) {
    OnnxSessions.look(bundle, role);
  }
}
