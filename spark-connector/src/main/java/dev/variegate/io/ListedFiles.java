package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import dev.variegate.file.NativeNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Files that the driver has listed, each as one row of {@value ImageSource#KEY} (string), its path
 * below the root, and {@value #CONTENT} (binary). A file is read where its content is asked for:
 * whoever counts rows, or takes those of one split, opens no file that it does not need.
 */
public final class ListedFiles {

  /** Column of the bytes of a file. */
  public static final String CONTENT = "content";

  private static final long PARTITION_BYTES = 16L << 20;
  private static final long PARTITION_FILES = 256;

  private static final int TASKS_PER_CORE = 4;

  /** Neighbors that stay together at most, and runs of them that a partition should have. */
  private static final int MAX_RUN = 8;

  private static final int RUNS = 8;

  /** Stands between names; one text for a partition is what every serializer takes. */
  private static final String SEPARATOR = "\0";

  private ListedFiles() {}

  /**
   * Rows of what lies below a folder.
   *
   * @param wanted chooses among files that are not hidden
   */
  public static Dataset<Row> read(
      SparkSession spark, FileSystemPath folder, Predicate<FileStatus> wanted) {
    return rows(spark, Listing.at(folder, wanted));
  }

  /** Rows of what was listed. */
  static Dataset<Row> rows(SparkSession spark, Listing listing) {
    FlatMapFunction<String, String> each = keys -> List.of(keys.split(SEPARATOR)).iterator();
    var partitions =
        dealt(listing.keys(), partitions(spark, listing)).stream()
            .filter(keys -> !keys.isEmpty())
            .map(keys -> String.join(SEPARATOR, keys))
            .toList();
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var keys = context.parallelize(partitions, Math.max(1, partitions.size())).flatMap(each);
    var hadoop =
        context.broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    var content = udf(new Reading(listing.root().toString(), hadoop), DataTypes.BinaryType);
    return spark
        .createDataset(keys.rdd(), Encoders.STRING())
        .select(col("value").as(ImageSource.KEY), content.apply(col("value")).as(CONTENT));
  }

  /** Partitions: a few for each core, and more where there are many bytes or files. */
  private static int partitions(SparkSession spark, Listing listing) {
    long cores = TASKS_PER_CORE * (long) spark.sparkContext().defaultParallelism();
    long most = Math.max(listing.bytes() / PARTITION_BYTES, listing.files() / PARTITION_FILES);
    return (int) Math.max(1, Math.min(listing.files(), Math.max(cores, most)));
  }

  /**
   * Deals keys out to partitions like cards, some neighbors at a time, so that each gets some of
   * every part of the input: of large files and small ones, of common classes and of rare ones,
   * which need most copies.
   */
  static List<List<String>> dealt(List<String> keys, int partitions) {
    int run = Math.max(1, Math.min(MAX_RUN, keys.size() / partitions / RUNS));
    var dealt = new ArrayList<List<String>>();
    for (int i = 0; i < partitions; i++) {
      dealt.add(new ArrayList<>(keys.size() / partitions + run));
    }
    for (int i = 0; i < keys.size(); i++) {
      dealt.get(i / run % partitions).add(keys.get(i));
    }
    return dealt;
  }

  /** Reads the file of a key. */
  private static final class Reading implements UDF1<String, byte[]> {
    private static final long serialVersionUID = 1L;

    private final String root;
    private final Broadcast<SerializableConfiguration> hadoop;

    Reading(String root, Broadcast<SerializableConfiguration> hadoop) {
      this.root = root;
      this.hadoop = hadoop;
    }

    @Override
    public byte[] call(String key) throws IOException {
      var file = new Path(root.endsWith("/") ? root + key : root + "/" + key);
      try (var in = NativeNames.open(file.getFileSystem(hadoop.value().value()), file)) {
        return in.readAllBytes();
      }
    }
  }
}
