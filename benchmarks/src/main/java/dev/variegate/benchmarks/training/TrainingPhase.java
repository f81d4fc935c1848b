package dev.variegate.benchmarks.training;

import java.util.List;

/**
 * One stretch of a training: networks that learn together from the same batches. Whoever calls a
 * step closes what it left in the engine.
 */
interface TrainingPhase extends AutoCloseable {

  /** A word for the log and the loss curve. */
  String name();

  /** The names of the numbers that a step returns, lower being better but for a critic's game. */
  List<String> losses();

  /** Learns from one batch, means over its images being returned. */
  float[] step(Batches.Batch batch, double rate);

  @Override
  void close();
}
