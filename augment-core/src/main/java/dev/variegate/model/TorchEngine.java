package dev.variegate.model;

/** PyTorch, which is large and which few need: it lies in the {@link TrainingAssembly}. */
public final class TorchEngine implements NetworkEngine {

  @Override
  public Engine engine() {
    return Engine.TORCHSCRIPT;
  }

  @Override
  public Network open(ModelBundle bundle, Role role, Compute compute) {
    TrainingAssembly.require(who(bundle.description()));
    return TorchNetwork.open(bundle, role, compute);
  }

  @Override
  public void look(ModelBundle bundle, Role role) {
    var model = bundle.description();
    TorchSignature.inputs(model, model.network(role), bundle.network(role));
    TrainingAssembly.require(who(model));
  }

  /** A model of TorchScript, for messages. */
  static String who(ModelDescription model) {
    return "Model %s with the engine torchscript".formatted(model.title());
  }
}
