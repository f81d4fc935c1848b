package dev.variegate.model.torch;

/** How PyTorch starts in a JVM, whoever needs it first. */
public final class TorchStart {

  private TorchStart() {}

  /**
   * Sets what the engine reads when it starts; changes nothing afterwards.
   *
   * @param threads of one run
   */
  public static void prepare(int threads) {
    setIfAbsent("ai.djl.offline", "true"); // it would fetch its libraries, and report that it did
    setIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(threads));
    setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
    // Its profiler would change the kernels after some runs, and the last bits with them.
    setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
