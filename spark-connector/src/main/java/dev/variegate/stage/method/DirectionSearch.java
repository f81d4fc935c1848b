package dev.variegate.stage.method;

import dev.variegate.generate.Capability;
import dev.variegate.generate.latent.Direction;
import dev.variegate.generate.latent.Directions;
import dev.variegate.generate.latent.LatentCode;
import dev.variegate.generate.latent.LatentSpace;
import dev.variegate.generate.sample.SampledDirections;
import dev.variegate.model.ComputeOptions;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.row.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Finds directions on the driver, from rows that executors encode.
 *
 * @param label class that the model is given; "" where it takes none
 * @param count most directions
 * @param maxRows most images
 */
public record DirectionSearch(
    ModelAddress address, String label, Device device, int count, int maxRows) {

  /** One direction for each class. */
  public List<Direction> byLabels(
      Dataset<?> table, Layout layout, int labelColumn, HasDecoding<?> stage) {
    var encoded = encoded(table, layout, labelColumn, stage);
    var codes = codes(encoded);
    var classes = new TreeSet<>(encoded.stream().map(row -> row.getString(2)).toList());
    var directions = new Directions(address.sha256());
    var found = new ArrayList<Direction>();
    for (var name : classes) {
      var positive = new boolean[encoded.size()];
      for (int i = 0; i < positive.length; i++) {
        positive[i] = encoded.get(i).getString(2).equals(name);
      }
      found.add(directions.fromLabels(name, codes, positive));
    }
    return found;
  }

  /** The greatest directions of rows, or of what the model draws. */
  public List<Direction> byVariation(Dataset<?> table, Layout layout, HasDecoding<?> stage) {
    var bundle = address.open();
    if (Capability.of(bundle.description()).contains(Capability.ENCODE)) {
      return new Directions(address.sha256())
          .principal(codes(encoded(table, layout, -1, stage)), count);
    }
    return SampledDirections.principal(
        bundle, ComputeOptions.threads(SampledRows.THREADS), label, layout.seed(), maxRows, count);
  }

  /** What the first layer stretches most. */
  public List<Direction> byWeights() {
    return SampledDirections.ofWeights(address.open(), count);
  }

  /** Hash, key, class, sizes and numbers of the rows that count, in the order of their hashes. */
  private List<Row> encoded(
      Dataset<?> table, Layout layout, int labelColumn, HasDecoding<?> stage) {
    address.require(Capability.EDIT);
    LatentSpace.requireUse(address.open().description(), label);
    var spark = table.sparkSession();
    var rows =
        new EncodedRows(
            layout,
            labelColumn,
            address,
            label,
            device,
            ParamSupport.codec(stage),
            InvalidRows.parse(stage.getOrDefault(stage.handleInvalid())),
            InvalidRows.counter(spark, stage));
    var keyed = table.toDF().mapPartitions(rows.keys(), Encoders.row(EncodedRows.KEYED));
    var few = keyed.orderBy("hash", "key").limit(maxRows);
    return few
        .repartition(spark.sparkContext().defaultParallelism())
        .mapPartitions(rows.codes(), Encoders.row(EncodedRows.ENCODED))
        .collectAsList()
        .stream()
        .sorted(
            Comparator.comparingLong((Row row) -> row.getLong(0))
                .thenComparing(r -> r.getString(1)))
        .toList();
  }

  private static List<LatentCode> codes(List<Row> rows) {
    return rows.stream()
        .map(
            row -> {
              List<Long> sizes = row.getList(3);
              List<Float> numbers = row.getList(4);
              var floats = new float[numbers.size()];
              for (int i = 0; i < floats.length; i++) {
                floats[i] = numbers.get(i);
              }
              return LatentCode.of(sizes, floats);
            })
        .toList();
  }
}
