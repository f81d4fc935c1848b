package dev.variegate.generate;

/** Hears how far long work on one batch has come. Called by the thread that works. */
@FunctionalInterface
public interface StepListener {

  /** Hears nothing. */
  StepListener NONE = (step, of) -> {};

  /**
   * Hears of one more step.
   *
   * @param step steps done so far, from 1
   * @param of steps of the whole run
   */
  void done(int step, int of);
}
