package dev.variegate.stage.method;

import dev.variegate.generate.Capability;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.stage.duplicate.KnownImages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * What the gates of a plan's entries judge by, on the driver: each classifier is looked up once,
 * and known images go to an executor once, for all entries.
 */
public final class GateOpeners {

  private final SparkSession spark;
  private final Map<String, ModelAddress> models;
  private final KnownImages known;
  private List<Broadcast<KnownImages>> sent = List.of();

  private GateOpeners(SparkSession spark, Map<String, ModelAddress> models, KnownImages known) {
    this.spark = spark;
    this.models = models;
    this.known = known;
  }

  public GateOpeners(SparkSession spark, KnownImages known) {
    this(spark, new HashMap<>(), known);
  }

  /** The same classifiers, with images to compare with. */
  public GateOpeners with(KnownImages fitted) {
    return new GateOpeners(spark, models, fitted);
  }

  public SparkSession spark() {
    return spark;
  }

  /** Looks the classifier up; its license does not matter, for nothing of it enters an image. */
  public GateOpener of(MethodGate gate) {
    var classifier =
        gate.model().isEmpty()
            ? List.<ModelAddress>of()
            : List.of(models.computeIfAbsent(gate.model(), this::classifier));
    return new GateOpener(gate, classifier, gate.needsKnownImages() ? sent() : List.of());
  }

  private ModelAddress classifier(String address) {
    var model = ModelAddress.of(address, Licensing.ANY, spark);
    model.require(Capability.CLASSIFY);
    return model;
  }

  /** No {@code SentOnce}, which holds one for each task that runs. */
  private List<Broadcast<KnownImages>> sent() {
    if (sent.isEmpty()) {
      sent = List.of(JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(known));
    }
    return sent;
  }
}
