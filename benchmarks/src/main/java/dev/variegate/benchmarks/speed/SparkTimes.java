package dev.variegate.benchmarks.speed;

import dev.variegate.policy.PolicyAugmenter;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.stage.ClassicAugmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Runs the classic augmenter as a Spark stage in this JVM, to a sink that keeps nothing. */
final class SparkTimes implements AutoCloseable {

  private static final int TURNS = 5;
  private static final int PARTITIONS_A_CORE = 4;

  /** The set that rows are made of, in the one JVM of driver and tasks. */
  private static List<byte[]> sources = List.of();

  private final SparkSession spark;
  private final int cores;
  private final BenchmarkSet set;
  private final int made;

  /**
   * @param made images that each turn makes
   */
  SparkTimes(BenchmarkSet set, int cores, int made) {
    this.set = set;
    this.cores = cores;
    this.made = made;
    this.spark = session(cores);
    offer(set);
  }

  private static void offer(BenchmarkSet set) {
    sources = set.images();
  }

  /** Rows that are made one by one, as those that are read from files are. */
  private Dataset<Row> rows(int number) {
    var schema =
        new StructType().add("key", DataTypes.StringType).add("image", DataTypes.BinaryType);
    return spark
        .range(0, number, 1, cores * PARTITIONS_A_CORE)
        .map(
            (MapFunction<Long, Row>)
                i -> RowFactory.create(Long.toString(i), sources.get((int) (i % sources.size()))),
            Encoders.row(schema));
  }

  /** A Spark of so many cores in this JVM; whoever asks stops it. */
  static SparkSession session(int cores) {
    return SparkSession.builder()
        .master("local[%d]".formatted(cores))
        .appName("variegate benchmark")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", cores)
        .getOrCreate();
  }

  /**
   * The fraction of Spark's time that the plain library does not need for the same copies on as
   * many threads: medians of turns that alternate.
   */
  String fraction(PolicyAugmenter expansion, int copies) {
    int number = made / copies;
    var augmented = augmenter(expansion, copies).transform(rows(number));
    var work = new ArrayList<Runnable>();
    for (int i = 0; i < number; i++) {
      var key = Integer.toString(i);
      var source = set.images().get(i % set.size());
      work.add(() -> expansion.expand(source, key, 1, copies));
    }
    var plain = new ArrayList<Double>();
    var stage = new ArrayList<Double>();
    try (var rounds = new Rounds(cores)) {
      for (int turn = -1; turn < TURNS; turn++) {
        double bySpark = seconds(augmented);
        double byLibrary = rounds.seconds(work);
        if (turn >= 0) { // the first is for the compilers
          stage.add(bySpark);
          plain.add(byLibrary);
        }
      }
    }
    double images = (double) number * copies;
    return String.format(
        Locale.ROOT,
        "%d copies, %d cores: %6.0f images/s in Spark, %6.0f images/s without, Spark's overhead %.1f%%",
        copies,
        cores,
        images / Rounds.median(stage),
        images / Rounds.median(plain),
        100 * (1 - Rounds.median(plain) / Rounds.median(stage)));
  }

  /** Resident megabytes after each pass over the set. */
  List<Long> residentMegabytes(PolicyAugmenter expansion, int passes) {
    var augmented = augmenter(expansion, 1).transform(rows(set.size()));
    var resident = new ArrayList<Long>();
    for (int pass = 0; pass < passes; pass++) {
      seconds(augmented);
      resident.add(Resident.megabytes());
    }
    return resident;
  }

  private static ClassicAugmenter augmenter(PolicyAugmenter expansion, int copies) {
    return new ClassicAugmenter()
        .setKeyCol("key")
        .setPolicy(PolicyFile.json(expansion.policy()))
        .setSeed(expansion.seed())
        .setEncoding("jpeg:95")
        .setKeepOriginals(false)
        .setCopies(copies);
  }

  private static double seconds(Dataset<Row> augmented) {
    long start = System.nanoTime();
    augmented.write().format("noop").mode("overwrite").save();
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    spark.stop();
  }
}
