package dev.variegate.model;

/**
 * The second jar, which holds PyTorch: 115 MB that only those need who train, or who run
 * TorchScript instead of ONNX.
 */
public final class TrainingAssembly {

  private static final String ENGINE = "ai.djl.pytorch.engine.PtEngineProvider";

  private TrainingAssembly() {}

  /**
   * Looks whether it is on the class path, without starting PyTorch.
   *
   * @param what needs it, for the message
   * @throws BadModelException if it is not
   */
  public static void require(String what) {
    try {
      Class.forName(ENGINE, false, TrainingAssembly.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw missing(what, e);
    }
  }

  /** What to add where PyTorch is not there. */
  public static BadModelException missing(String what, Throwable cause) {
    return new BadModelException(
        "%s needs PyTorch, which is not on the class path (%s); add variegate-VERSION-training-assembly.jar, which lies beside the assembly, by spark-submit --jars"
            .formatted(what, cause),
        cause);
  }
}
