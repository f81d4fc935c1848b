package dev.variegate.job;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While it is open, a JVM that is asked to stop (SIGTERM, Ctrl-C) cancels the jobs of its Spark,
 * waits a little until what asked for them has ended, and says a last word. From then on nothing is
 * committed.
 */
final class Stopping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);

  /** After a commit that is under way, before the hooks of Spark and Hadoop. */
  private static final int PRIORITY = 900;

  private static final int WAIT_SECONDS = 10;
  private static final int AGAIN_MILLIS = 100;
  private static final int MAX_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Runnable hook;

  Stopping(Runnable lastWord) {
    hook =
        () -> {
          cancelUntilClosed();
          lastWord.run();
        };
    ShutdownHookManager.get().addShutdownHook(hook, PRIORITY, MAX_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether the JVM is being stopped: what fails now, fails for that. */
  static boolean isUnderWay() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }

  private static void cancel() {
    SparkSession.getDefaultSession().foreach(Stopping::cancel);
  }

  private static Object cancel(SparkSession spark) {
    try {
      if (!spark.sparkContext().isStopped()) {
        spark.sparkContext().cancelAllJobs();
      }
    } catch (IllegalStateException e) {
      LOG.debug("Spark stops by itself", e);
    }
    return spark;
  }

  /**
   * Waits a little, where the JVM is being stopped, until no task runs any more: native code that
   * is under way when the JVM ends crashes it.
   */
  static void awaitTasks() {
    if (isUnderWay()) {
      SparkSession.getDefaultSession().foreach(Stopping::awaitTasks);
    }
  }

  private static Object awaitTasks(SparkSession spark) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    try {
      while (isRunning(spark) && System.nanoTime() < end) {
        Thread.sleep(AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return spark;
  }

  private static boolean isRunning(SparkSession spark) {
    return !spark.sparkContext().isStopped()
        && Arrays.stream(spark.sparkContext().statusTracker().getExecutorInfos())
            .anyMatch(executor -> executor.numRunningTasks() > 0);
  }

  /** Again and again: between two jobs of Spark there is none to cancel, and the next begins. */
  private void cancelUntilClosed() {
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
      do {
        cancel();
      } while (!closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (!isUnderWay()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
