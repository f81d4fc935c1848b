package dev.variegate.io;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/** While it is open, a JVM that is asked to stop (SIGTERM) waits for what was begun. */
final class ShutdownGuard implements AutoCloseable {

  /** Before the hooks of Spark and Hadoop, which close file systems. */
  private static final int FIRST = 1000;

  private static final int SECONDS = 60;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Runnable hook = this::await;

  /**
   * Opens it.
   *
   * @throws IllegalStateException if the JVM is stopping already
   */
  ShutdownGuard() {
    ShutdownHookManager.get().addShutdownHook(hook, FIRST, SECONDS, TimeUnit.SECONDS);
  }

  private void await() {
    try {
      closed.await(); // Hadoop interrupts it when its time is over
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
