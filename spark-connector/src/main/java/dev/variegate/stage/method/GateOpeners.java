package dev.variegate.stage.method;

import dev.variegate.generate.Capability;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.stage.duplicate.KnownFeatures;
import dev.variegate.stage.duplicate.KnownImages;
import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.stage.row.SentLater;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final GateReferences references;
  private final Optional<SentLater<KnownDraws>> compared;
  private final Optional<SentLater<KnownDraws>> others;
  private final KnownDraws drawn;

  private GateOpeners(
      SparkSession spark,
      Map<String, ModelAddress> models,
      GateReferences references,
      Optional<SentLater<KnownDraws>> compared,
      Optional<SentLater<KnownDraws>> others,
      KnownDraws drawn) {
    this.spark = spark;
    this.models = models;
    this.references = references;
    this.compared = compared;
    this.others = others;
    this.drawn = drawn;
  }

  /** Those that know nothing yet. */
  public GateOpeners(SparkSession spark) {
    this(
        spark,
        new HashMap<>(),
        GateReferences.none(),
        Optional.empty(),
        Optional.empty(),
        KnownDraws.NONE);
  }

  /** The same networks, with what images are compared with. */
  public GateOpeners with(GateReferences known) {
    return new GateOpeners(spark, models, known, compared, others, drawn);
  }

  /** The same with what is known of draws that are compared with each other. */
  public GateOpeners with(SentLater<KnownDraws> known) {
    return new GateOpeners(spark, models, references, Optional.of(known), others, drawn);
  }

  /** The same with that, where only images that are compared with each other are made. */
  public GateOpeners withOnly(KnownDraws known) {
    return new GateOpeners(
        spark,
        models,
        references,
        Optional.of(new SentLater<>(known)),
        Optional.of(new SentLater<>(KnownDraws.NOTHING)),
        known);
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

  /**
   * Looks networks up; their license does not matter, for nothing of them enters an image.
   *
   * @throws IllegalArgumentException if they do not fit the gates, or are not those of the features
   *     that are known
   */
  public GateOpener of(MethodGate gate) {
    var judges = new ArrayList<ModelAddress>();
    if (!gate.model().isEmpty()) {
      judges.add(address(gate.model(), Capability.CLASSIFY));
    }
    if (!gate.scorer().isEmpty()) {
      judges.add(address(gate.scorer(), Capability.SCORE));
    }
    ImageJudge.require(gate, judges);
    return new GateOpener(
        gate,
        List.copyOf(judges),
        knownImages(gate),
        knownFeatures(gate),
        sent(gate.ofSamples().isPresent() ? compared : others));
  }

  private List<Broadcast<KnownImages>> knownImages(MethodGate gate) {
    return gate.knownImages().isEmpty() ? List.of() : sent(Optional.of(references.sentImages()));
  }

  private List<Broadcast<KnownFeatures>> knownFeatures(MethodGate gate) {
    if (!gate.needsKnownFeatures()) {
      return List.of();
    }
    var known = references.sentFeatures(gate.model());
    known.ifPresent(features -> requireSame(gate.model(), features.value().extractor()));
    return sent(known);
  }

  private void requireSame(String model, FeatureExtractor known) {
    var bundle = models.get(model).open();
    if (!bundle.sha256().equals(known.sha256())) {
      throw new IllegalArgumentException(
          "Features of training images are of %s but model \"%s\" is %s now; give the bundle that the plan was fitted with, or fit it again"
              .formatted(
                  known,
                  model,
                  new FeatureExtractor(bundle.description().title(), bundle.sha256())));
    }
  }

  private ModelAddress address(String given, Capability capability) {
    var model = models.computeIfAbsent(given, any -> ModelAddress.of(given, Licensing.ANY, spark));
    model.require(capability);
    return model;
  }

  private <T> List<Broadcast<T>> sent(Optional<SentLater<T>> value) {
    return value.map(later -> List.of(later.to(spark.sparkContext()))).orElse(List.of());
  }
}
