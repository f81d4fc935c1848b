package dev.variegate.model;

/** What runs the networks of a bundle. */
public enum Engine {
  /** ONNX Runtime. */
  ONNX,
  /** PyTorch, for archives that TorchScript wrote; the user adds its libraries. */
  TORCHSCRIPT
}
