package dev.variegate.stage.method;

import dev.variegate.generate.Capability;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.stage.duplicate.KnownImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the gates of a plan's entries judge by, on the driver: each network is looked up once, and
 * what is known of images and draws goes to an executor once, for all entries.
 */
public final class GateOpeners {

  private final SparkSession spark;
  private final Map<String, ModelAddress> models;
  private final Supplier<List<Broadcast<KnownImages>>> images;
  private final Supplier<List<Broadcast<KnownDraws>>> compared;
  private final Supplier<List<Broadcast<KnownDraws>>> others;
  private final KnownDraws drawn;

  private GateOpeners(
      SparkSession spark,
      Map<String, ModelAddress> models,
      Supplier<List<Broadcast<KnownImages>>> images,
      Supplier<List<Broadcast<KnownDraws>>> compared,
      Supplier<List<Broadcast<KnownDraws>>> others,
      KnownDraws drawn) {
    this.spark = spark;
    this.models = models;
    this.images = images;
    this.compared = compared;
    this.others = others;
    this.drawn = drawn;
  }

  /** Those that know nothing yet. */
  public GateOpeners(SparkSession spark) {
    this(spark, new HashMap<>(), List::of, List::of, List::of, KnownDraws.NONE);
  }

  /** The same networks, with images to compare with. */
  public GateOpeners with(KnownImages known) {
    return new GateOpeners(spark, models, sent(known), compared, others, drawn);
  }

  /** The same with what is known of draws that are compared with each other. */
  public GateOpeners with(KnownDraws known) {
    return new GateOpeners(spark, models, images, sent(known), others, drawn);
  }

  /** The same with that, where only images that are compared with each other are made. */
  public GateOpeners withOnly(KnownDraws known) {
    return new GateOpeners(spark, models, images, sent(known), sent(KnownDraws.NOTHING), known);
  }

  /**
   * The rows of a table of which images are made, where these are not all.
   *
   * @param keyCol column of keys, which name the rows
   */
  public Dataset<Row> rowsOf(Dataset<Row> table, String keyCol) {
    return drawn.rowsOf(table, keyCol);
  }

  public SparkSession spark() {
    return spark;
  }

  /** Looks networks up; their license does not matter, for nothing of them enters an image. */
  public GateOpener of(MethodGate gate) {
    var judges = new ArrayList<ModelAddress>();
    if (!gate.model().isEmpty()) {
      judges.add(address(gate.model(), Capability.CLASSIFY));
    }
    if (!gate.scorer().isEmpty()) {
      judges.add(address(gate.scorer(), Capability.SCORE));
    }
    ImageJudge.require(judges);
    return new GateOpener(
        gate,
        List.copyOf(judges),
        gate.needsKnownImages() ? images.get() : List.of(),
        gate.ofSamples().isPresent() ? compared.get() : others.get());
  }

  private ModelAddress address(String given, Capability capability) {
    var model = models.computeIfAbsent(given, any -> ModelAddress.of(given, Licensing.ANY, spark));
    model.require(capability);
    return model;
  }

  /**
   * Sends a value where it is first needed. No {@code SentOnce}, which holds one for each task that
   * runs.
   */
  private <T> Supplier<List<Broadcast<T>>> sent(T value) {
    var sent = new ArrayList<Broadcast<T>>();
    return () -> {
      if (sent.isEmpty()) {
        sent.add(JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(value));
      }
      return List.copyOf(sent);
    };
  }
}
