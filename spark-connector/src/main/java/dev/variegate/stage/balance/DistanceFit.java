package dev.variegate.stage.balance;

import dev.variegate.stage.check.FittedGates;
import dev.variegate.stage.check.FittedGates.Fitted;
import dev.variegate.stage.check.Gate;
import dev.variegate.stage.duplicate.KnownFeatures;
import dev.variegate.stage.row.LineageColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Takes the quantiles that the gates of an entry ask for of the distances of training images to the
 * nearest different one of their class. Of a class with many images, a part is asked, evenly spread
 * in the order of their features.
 */
public record DistanceFit(SparkSession spark) {

  private static final String CLASS = "class";
  private static final String LINEAGE = "lineage";
  private static final StructType TYPE =
      new StructType()
          .add(CLASS, "string")
          .add(LINEAGE, LineageColumn.TYPE)
          .add(KnownFeatures.DISTANCE, "double");

  /** Images of a class that are asked at most; each is compared with all of its class. */
  private static final int MOST = 10_000;

  /** Images that a task takes at least. */
  private static final int BLOCK = 100;

  /**
   * The entry with the quantiles of its gate.
   *
   * @param known features of the images of training
   * @throws IllegalArgumentException if a class of the entry has a single image
   */
  public MethodEntry fitted(MethodEntry entry, KnownFeatures known) {
    var asking =
        entry.gate().gates().stream()
            .filter(gate -> gate.column().equals(KnownFeatures.DISTANCE))
            .filter(gate -> gate.quantile().isPresent())
            .toList();
    if (asking.isEmpty()) {
      return entry;
    }
    requireTwo(entry, asking.get(0), known);
    var fitted = FittedGates.fit(distances(known), asking, LINEAGE, Optional.of(CLASS));
    Map<String, Fitted> byGate =
        fitted.gates().stream()
            .collect(Collectors.toMap(Fitted::gate, Function.identity(), (one, equal) -> one));
    var gate = entry.gate();
    return entry.with(
        gate.with(
            gate.require().stream().map(each -> byGate.getOrDefault(each.gate(), each)).toList()));
  }

  private static void requireTwo(MethodEntry entry, Gate gate, KnownFeatures known) {
    for (var label : known.labels()) {
      if (entry.worksFor(label) && known.images(label) < 2) {
        throw new IllegalArgumentException(
            "Gate \"%s\" takes a quantile of distances between images of class \"%s\", which has %d different images by features but must have at least 2; give a number, or leave the class out by except"
                .formatted(gate.text(), label, known.images(label)));
      }
    }
  }

  private Dataset<Row> distances(KnownFeatures known) {
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var images = new ArrayList<Asked>();
    for (var label : known.labels()) {
      int step = 1 + (known.images(label) - 1) / MOST;
      IntStream.iterate(0, i -> i < known.images(label), i -> i + step)
          .forEach(i -> images.add(new Asked(label, i)));
    }
    int tasks = Math.max(1, Math.min(images.size() / BLOCK, 4 * context.defaultParallelism()));
    var sent = context.broadcast(known);
    return spark.createDataFrame(
        context.parallelize(images, tasks).mapPartitions(some -> distances(some, sent)), TYPE);
  }

  private static Iterator<Row> distances(Iterator<Asked> images, Broadcast<KnownFeatures> known) {
    var rows = new ArrayList<Row>();
    while (images.hasNext()) {
      var image = images.next();
      double distance = known.value().distanceToOther(image.label, image.index);
      rows.add(RowFactory.create(image.label, null, distance));
    }
    return rows.iterator();
  }

  /** An image. No record, because Kryo cannot set the fields of one. */
  private static final class Asked implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String label;
    private final int index;

    private Asked(String label, int index) {
      this.label = label;
      this.index = index;
    }
  }
}
