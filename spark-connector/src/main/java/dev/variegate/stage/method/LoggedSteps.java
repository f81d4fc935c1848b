package dev.variegate.stage.method;

import dev.variegate.generate.StepListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the executor's log how far long work on a batch has come, twice a minute. */
public final class LoggedSteps implements StepListener {

  private static final Logger LOG = LoggerFactory.getLogger(LoggedSteps.class);
  private static final long PAUSE = 30_000_000_000L;

  private final String model;
  private long last = System.nanoTime();

  public LoggedSteps(String model) {
    this.model = model;
  }

  @Override
  public synchronized void done(int step, int of) {
    if (System.nanoTime() - last > PAUSE) {
      last = System.nanoTime();
      LOG.info("Model {}: step {} of {} of a batch", model, step, of);
    }
  }
}
