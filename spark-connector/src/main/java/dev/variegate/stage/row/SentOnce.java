package dev.variegate.stage.row;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag$;

/**
 * A value that goes to each executor once, not with each task, by Java's serialization whatever
 * {@code spark.serializer} is, for Kryo can make no records. Read once in each task.
 */
public final class SentOnce<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Broadcast<byte[]> sent;
  private transient T value;

  public SentOnce(SparkContext context, T value) {
    var bytes = serializer().serialize(value, ClassTag$.MODULE$.<T>apply(Object.class));
    var array = new byte[bytes.remaining()];
    bytes.get(array);
    this.sent = JavaSparkContext.fromSparkContext(context).broadcast(array);
    this.value = value;
  }

  public T value() {
    var read = value;
    if (read == null) {
      read =
          serializer()
              .deserialize(
                  ByteBuffer.wrap(sent.value()),
                  Thread.currentThread().getContextClassLoader(),
                  ClassTag$.MODULE$.<T>apply(Object.class));
      value = read;
    }
    return read;
  }

  private static SerializerInstance serializer() {
    return SparkEnv.get().closureSerializer().newInstance();
  }
}
