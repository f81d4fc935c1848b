package dev.variegate.stage.method;

import dev.variegate.generate.Capability;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.stage.param.ClassCount;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.LabelType;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PlanColumn;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.SchemaRows;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What to sample, as asked for on the driver.
 *
 * @param model address of the bundle
 * @param opener of the sampler
 * @param outputLabel class of images that none was asked for; "" for null
 * @param gates what judges images
 * @param partitions of the rows; empty: as many as keep the cores busy
 */
public record Sampling(
    String model,
    Licensing licensing,
    SamplerOpener opener,
    Device device,
    List<ClassCount> counts,
    String outputLabel,
    String keyPrefix,
    OutputEncoding encoding,
    GateOpener gates,
    Optional<Integer> partitions) {

  /** Partitions that a core works on one after the other, so that a retry costs little. */
  private static final int MOST_ROUNDS = 4;

  /** How much longer than in one round the longest core may take. */
  private static final double IDLE = 1.05;

  /**
   * The rows, not made yet; but model and classes are looked up now, before any job.
   *
   * @param given the schema that the label column stands in; it may lack one where none is written
   * @param column where a plan says what it takes rows for, if anywhere
   */
  public Dataset<Row> rows(
      SparkSession spark, Layout layout, StructType given, String labelCol, PlanColumn column) {
    var address = requireClasses(spark);
    gates.requireClasses(counts.stream().map(ClassCount::label).toList());
    var description = address.open().description();
    int label = ColumnNames.find(given.fieldNames(), labelCol);
    var type =
        label < 0 ? LabelType.STRING : LabelType.of(given.fields()[label].dataType(), labelCol);
    type.requireFitting(outputLabel, "outputLabel", labelCol);
    var made =
        new SampledRows(
            layout,
            label,
            type,
            address,
            opener,
            device,
            counts,
            outputLabel,
            keyPrefix,
            encoding,
            gates,
            column);
    // Cut between batches: one that two partitions shared would be filled up and run twice.
    long batches = ceil(SampledRows.total(counts), description.batch());
    var numbers =
        spark.range(0, batches, 1, partitions.orElseGet(() -> partitions(spark, batches)));
    return SchemaRows.of(numbers.toDF(), new RowTask<>(made, 0, Refusals.NONE), layout.schema());
  }

  /**
   * Looks the model up, and refuses one that does not sample so, or classes that it does not know,
   * or by another name than what judges them.
   */
  public ModelAddress requireClasses(SparkSession spark) {
    var address = ModelAddress.of(model, licensing, spark);
    var bundle = address.open();
    try {
      Capability.SAMPLE.requireOf(bundle.description());
      opener.require(bundle);
    } catch (UnsupportedOperationException e) {
      throw new BadModelException(e.getMessage(), e);
    }
    counts.forEach(count -> bundle.description().askedLabel(count.label()));
    gates.requireSameClasses(bundle.description(), counts.stream().map(ClassCount::label).toList());
    return address;
  }

  private static int partitions(SparkSession spark, long batches) {
    return partitions(batches, spark.sparkContext().defaultParallelism());
  }

  /** Several for each core, but fewer where cores would be idle at the end. */
  static int partitions(long batches, int cores) {
    long least = ceil(batches, cores);
    for (int rounds = MOST_ROUNDS; rounds > 1; rounds--) {
      if (rounds * ceil(batches, (long) rounds * cores) <= IDLE * least) {
        return (int) Math.min(batches, (long) rounds * cores);
      }
    }
    return (int) Math.min(batches, cores);
  }

  private static long ceil(long number, long parts) {
    return -Math.floorDiv(-number, parts);
  }
}
