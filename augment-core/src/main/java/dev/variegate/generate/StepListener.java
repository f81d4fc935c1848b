package dev.variegate.generate;

/** Receives the progress of long work on one batch, called by the thread that works. */
@FunctionalInterface
public interface StepListener {

  /** Ignores all progress. */
  StepListener NONE = (step, of) -> {};

  /**
   * Called when one more step is done.
   *
   * @param step steps done so far, from 1
   * @param of steps of the whole run
   */
  void done(int step, int of);
}
