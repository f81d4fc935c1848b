package dev.variegate.model;

import java.util.OptionalInt;

/**
 * What a network may compute on.
 *
 * @param threads cores that one run may use, at least 1; the cores of one task
 * @param gpu number of the CUDA device; empty for the processor
 */
public record ComputeOptions(int threads, OptionalInt gpu) {

  public ComputeOptions {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "Number of threads is %d but must be 1 or more; give the cores of one task"
              .formatted(threads));
    }
  }

  /** The processor, with so many threads a run. */
  public static ComputeOptions threads(int threads) {
    return new ComputeOptions(threads, OptionalInt.empty());
  }
}
