package dev.variegate.stage.balance;

import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.stage.balance.GateFit.Said;
import dev.variegate.stage.duplicate.KnownFeatures;
import dev.variegate.stage.feature.FeatureCounts;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What the classifiers of gates say of the source images of a plan: read from a feature store if
 * the plan names one.
 */
public final class SourceFeatures {

  private final Layout layout;
  private final RowClass classes;
  private final Refusals refusals;
  private final Dataset<Row> table;
  private final Asking asking;
  private final boolean stored;
  private final Map<String, Classified> classified = new TreeMap<>();

  /**
   * Adds what a classifier says of rows, by the names of the columns; reads the store if the plan
   * names one.
   */
  @FunctionalInterface
  public interface Asking {

    /**
     * Adds the columns.
     *
     * @param features column; empty where the classifier gives none
     */
    Dataset<Row> of(Dataset<Row> rows, String model, String probability, Optional<String> features);
  }

  /**
   * Knows nothing yet.
   *
   * @param stored whether the plan names a feature store
   */
  public SourceFeatures(
      Layout layout,
      RowClass classes,
      Refusals refusals,
      Dataset<Row> table,
      Asking asking,
      boolean stored) {
    this.layout = layout;
    this.classes = classes;
    this.refusals = refusals;
    this.table = table;
    this.asking = asking;
    this.stored = stored;
  }

  /** The rows that the quantiles of an entry are taken of. */
  public Dataset<Row> rows(MethodEntry entry) {
    return isStored(entry) ? classified(entry.gate().model()).rows() : table;
  }

  /** Where these rows hold what the classifier of the entry says. */
  public Said said(MethodEntry entry) {
    if (!isStored(entry)) {
      return Said.NOTHING;
    }
    return classified(entry.gate().model()).said();
  }

  private boolean isStored(MethodEntry entry) {
    return stored && !entry.gate().model().isEmpty() && entry.gate().needsQuantilesOfNetworks();
  }

  /** The features of the images of training that gates compare with, by their classifiers. */
  public Map<String, KnownFeatures> known(List<MethodEntry> entries) {
    var known = new TreeMap<String, KnownFeatures>();
    for (var entry : entries) {
      if (entry.gate().needsKnownFeatures()) {
        known.computeIfAbsent(entry.gate().model(), this::known);
      }
    }
    return known;
  }

  private KnownFeatures known(String model) {
    var said = classified(model);
    int features = said.said().features();
    var of = classes;
    var task =
        new RowTask<Void, Void>(
            opened ->
                RowWorker.each(
                    row -> List.of(RowFactory.create(of.of(row), floats(row.getAs(features))))),
            0,
            refusals);
    JavaRDD<Row> vectors = said.rows().toJavaRDD().mapPartitions(task::call);
    return KnownFeatures.of(vectors, said.extractor());
  }

  private static float[] floats(Vector vector) {
    var floats = new float[vector.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) vector.apply(i);
    }
    return floats;
  }

  private Classified classified(String model) {
    return classified.computeIfAbsent(model, this::ask);
  }

  /** The rows of training with what a classifier says of them; gates run networks on processors. */
  private Classified ask(String model) {
    var of = layout;
    FilterFunction<Row> training = row -> of.expands(row) && !of.refusedBefore(row);
    var bundle = ModelAddress.of(model, Licensing.ANY, table.sparkSession()).open();
    var features =
        bundle.description().output(Features.class).map(output -> "features of " + model);
    var probability = "probability of " + model;
    return new Classified(
        asking.of(table.filter(training), model, probability, features),
        probability,
        "features of " + model,
        new FeatureExtractor(bundle.description().title(), bundle.sha256()));
  }

  /** Rows with what a classifier says of them. */
  private record Classified(
      Dataset<Row> rows, String probability, String features, FeatureExtractor extractor) {

    Said said() {
      var names = rows.schema().fieldNames();
      return new Said(ColumnNames.find(names, probability), ColumnNames.find(names, features));
    }

    Optional<FeatureCounts> counts() {
      return FeatureCounts.of(rows.schema().apply(probability));
    }
  }

  /**
   * What was taken of features.
   *
   * @param known those that gates compare with
   */
  public List<FeatureUse> used(Map<String, KnownFeatures> known) {
    var used = new ArrayList<FeatureUse>();
    classified.forEach(
        (model, of) -> {
          var compared = Optional.ofNullable(known.get(model));
          long images = compared.map(KnownFeatures::images).orElse(0L);
          var counts = of.counts().orElse(new FeatureCounts(images, 0));
          used.add(
              new FeatureUse(
                  of.extractor().toString(),
                  counts.computed(),
                  counts.reused(),
                  images,
                  compared.map(KnownFeatures::width).orElse(0),
                  compared.map(KnownFeatures::compared).orElse(0)));
        });
    return used;
  }
}
