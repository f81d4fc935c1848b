package dev.variegate.model.torch;

import dev.variegate.model.ComputeOptions;
import dev.variegate.model.Engine;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkEngine;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.TrainingAssembly;

/** PyTorch, which is large and which few need: it lies in the {@link TrainingAssembly}. */
public final class TorchEngine implements NetworkEngine {

  @Override
  public Engine engine() {
    return Engine.TORCHSCRIPT;
  }

  @Override
  public Network open(ModelBundle bundle, NetworkRole role, ComputeOptions compute) {
    TrainingAssembly.require(who(bundle.description()));
    return TorchNetwork.open(bundle, role, compute);
  }

  @Override
  public void look(ModelBundle bundle, NetworkRole role) {
    var model = bundle.description();
    TorchSignature.inputs(model, model.network(role), bundle.network(role));
    TrainingAssembly.require(who(model));
  }

  /** A model of TorchScript, for messages. */
  static String who(ModelDescription model) {
    return "Model %s with the engine torchscript".formatted(model.title());
  }
}
