package dev.variegate.stage;

import dev.variegate.model.ModelDescription;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What to sample, as asked for on the driver.
 *
 * @param model address of the bundle
 * @param encoding text of the Param
 * @param partitions of the rows; empty: as many as keep the cores busy
 */
record Sampling(
    String model,
    List<ClassCount> counts,
    String keyPrefix,
    String encoding,
    Optional<Integer> partitions) {

  private static final int PARTITIONS_A_CORE = 4;

  /**
   * The rows, not made yet; but model and classes are looked up now, before any job.
   *
   * @param given the schema that the label column stands in
   */
  Dataset<Row> rows(SparkSession spark, Layout layout, StructType given, String labelCol) {
    var address = ModelAddress.of(model, spark);
    var description = address.openSampler().description();
    counts.forEach(count -> description.labelIndex(count.label()));
    int label = Columns.label(given, labelCol);
    var made =
        new SampledRows(
            layout,
            label,
            LabelType.of(given.fields()[label].dataType(), labelCol),
            address,
            counts,
            keyPrefix,
            encoding);
    return spark
        .range(0, total(), 1, partitions.orElseGet(() -> partitions(spark, description)))
        .mapPartitions(made, Encoders.row(layout.schema()));
  }

  private long total() {
    return counts.stream().mapToLong(ClassCount::number).sum();
  }

  private int partitions(SparkSession spark, ModelDescription description) {
    long batches = (total() + description.batch() - 1) / description.batch();
    int most = PARTITIONS_A_CORE * spark.sparkContext().defaultParallelism();
    return (int) Math.max(1, Math.min(batches, most));
  }
}
