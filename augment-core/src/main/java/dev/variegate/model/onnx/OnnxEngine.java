package dev.variegate.model.onnx;

import dev.variegate.model.ComputeOptions;
import dev.variegate.model.Engine;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkEngine;
import dev.variegate.model.NetworkRole;

/** ONNX Runtime. */
public final class OnnxEngine implements NetworkEngine {

  @Override
  public Engine engine() {
    return Engine.ONNX;
  }

  @Override
  public Network open(ModelBundle bundle, NetworkRole role, ComputeOptions compute) {
    return OnnxNetwork.open(bundle, role, compute);
  }

  @Override
  public void look(ModelBundle bundle, NetworkRole role) {
    OnnxSessions.look(bundle, role);
  }
}
