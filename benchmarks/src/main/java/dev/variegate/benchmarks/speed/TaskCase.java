package dev.variegate.benchmarks.speed;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One generative task as a stage.
 *
 * @param name as the tables call it
 * @param batch images of one run
 * @param needed the runs that a batch cannot do without; none where only memory is watched
 * @param sources encoded images to work on, taken in turns; none: the stage makes its own
 * @param stage given the number of images that it is asked for
 */
record TaskCase(
    String name,
    int batch,
    List<BareRun> needed,
    List<byte[]> sources,
    IntFunction<Transformer> stage) {

  private static final StructType SCHEMA =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("image", DataTypes.BinaryType)
          .add("label", DataTypes.StringType);

  /** As many rows in as many equal parts; empty where the stage makes its own. */
  Dataset<Row> rows(SparkSession spark, int images, int parts) {
    var rows =
        IntStream.range(0, sources.isEmpty() ? 0 : images)
            .mapToObj(i -> RowFactory.create("p" + i, sources.get(i % sources.size()), "any"))
            .toList();
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var cached = spark.createDataFrame(context.parallelize(rows, parts), SCHEMA).cache();
    cached.count();
    return cached;
  }

  /** Seconds that Spark takes to make the images and to throw them away. */
  double seconds(Dataset<Row> rows, int images) {
    var made = stage.apply(images);
    long start = System.nanoTime();
    made.transform(rows).write().format("noop").mode("overwrite").save();
    return (System.nanoTime() - start) / 1e9;
  }
}
