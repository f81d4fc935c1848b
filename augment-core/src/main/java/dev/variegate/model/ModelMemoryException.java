package dev.variegate.model;

/**
 * A network that needs more memory than there is. No image is at fault, and the next one would fail
 * as well: nothing may skip it as over a bad image.
 */
public final class ModelMemoryException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final String ADVICE =
      "lower \"batch\" in model.yaml or the size of the images, run fewer tasks at once (spark.executor.cores), or give executors more memory outside of the heap (spark.executor.memoryOverhead)";

  private ModelMemoryException(String message, Throwable cause) {
    super(message, cause);
  }

  /** One run found no memory. */
  public static ModelMemoryException of(ModelDescription model, Throwable cause) {
    return new ModelMemoryException(
        "Model %s ran out of memory with batch %d: %s; %s"
            .formatted(model.title(), model.batch(), cause.getMessage(), ADVICE),
        cause);
  }

  /** A tensor would not fit into one buffer. */
  public static ModelMemoryException tooLarge(ModelDescription model, String name, Object shape) {
    return new ModelMemoryException(
        "Tensor \"%s\" of model %s with the sizes %s is larger than 2 GB but must be smaller; %s"
            .formatted(name, model.title(), shape, ADVICE),
        null);
  }

  /** Whether an engine's message says that memory was lacking; engines have no better sign. */
  public static boolean speaks(String message) {
    return message != null
        && (message.contains("Failed to allocate")
            || message.contains("bad_alloc")
            || message.contains("bad allocation")
            || message.contains("allocate memory")
            || message.contains("out of memory"));
  }
}
