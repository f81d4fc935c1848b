package dev.variegate.testing;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** Counts the jobs that Spark starts. */
public final class Jobs extends SparkListener {

  private final AtomicInteger started = new AtomicInteger();

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    started.incrementAndGet();
  }

  public static int during(Runnable work) {
    var context = LocalSpark.session().sparkContext();
    var jobs = new Jobs();
    context.addSparkListener(jobs);
    try {
      work.run();
      context.listenerBus().waitUntilEmpty();
      return jobs.started.get();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    } finally {
      context.removeSparkListener(jobs);
    }
  }
}
