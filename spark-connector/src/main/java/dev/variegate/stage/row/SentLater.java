package dev.variegate.stage.row;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A value that goes to the executors when it is first needed, once for as long as Spark runs,
 * however often it is asked for. No {@link SentOnce}, which holds one for each task that runs.
 */
public final class SentLater<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final T value;
  private transient SparkContext context;
  private transient Broadcast<T> sent;

  public SentLater(T value) {
    this.value = value;
  }

  public T value() {
    return value;
  }

  /** What tasks of a Spark application read. */
  public synchronized Broadcast<T> to(SparkContext running) {
    if (running != context) { // another, after the first was stopped
      sent = JavaSparkContext.fromSparkContext(running).broadcast(value);
      context = running;
    }
    return sent;
  }
}
