package dev.variegate.benchmarks.distribution;

import dev.variegate.lineage.Lineage;
import dev.variegate.random.Seeds;
import dev.variegate.stage.GenerativeEvaluator;
import dev.variegate.stage.row.LineageColumn;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Scores standard normal vectors beside others of the same distribution, as the example of prdc
 * does (Naeem et al., "Reliable Fidelity and Diversity Metrics for Generative Models", 2020): of
 * 10,000 and 10,000 with 1,000 numbers and 5 neighbors it prints a precision of 0.4772, a recall of
 * 0.4705, a density of 1.0555 and a coverage of 0.9735.
 */
public final class MeasureGaussians {

  private static final int PARTITIONS = 8;

  private static final StructType SCHEMA =
      new StructType()
          .add("lineage", LineageColumn.TYPE)
          .add("features", SQLDataTypes.VectorType());

  private MeasureGaussians() {}

  /** Takes the number of vectors of each set, their numbers, the neighbors, and the seed. */
  public static void main(String[] args) {
    if (args.length != 4) {
      throw new IllegalArgumentException(
          "%d arguments are given but must be 4; call it with COUNT WIDTH NEIGHBORS SEED"
              .formatted(args.length));
    }
    int count = Integer.parseInt(args[0]);
    int width = Integer.parseInt(args[1]);
    long seed = Long.parseLong(args[3]);
    var spark = SparkSession.builder().appName("MeasureGaussians").getOrCreate();
    var numbers = spark.range(0, 2L * count, 1, PARTITIONS).toJavaRDD();
    var table = spark.createDataFrame(numbers.map(i -> row(i, i >= count, width, seed)), SCHEMA);
    long start = System.nanoTime();
    new GenerativeEvaluator()
        .setNeighbors(Integer.parseInt(args[2]))
        .setMetrics("precision", "recall", "density", "coverage", "kid", "authenticity")
        .scores(table)
        .collectAsList()
        .forEach(score -> System.out.printf("%s %.4f%n", score.getString(1), score.getDouble(2)));
    System.out.printf("in %.0f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static Row row(long number, boolean generated, int width, long seed) {
    var random = Seeds.generator(seed, "gaussian " + number, 0, 0);
    var method = generated ? Lineage.SAMPLE : Lineage.ORIGINAL;
    var lineage =
        RowFactory.create(null, null, 0, method, null, seed, null, null, null, null, null, null);
    var vector = DoubleStream.generate(random::nextGaussian).limit(width).toArray();
    return RowFactory.create(lineage, Vectors.dense(vector));
  }
}
