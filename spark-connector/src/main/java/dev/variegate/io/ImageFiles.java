package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.udf;

import dev.variegate.file.NativeNames;
import dev.variegate.image.ImageFormat;
import dev.variegate.text.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists image files by the ending of their names and reads each as one row; empty ones too. */
public final class ImageFiles {

  static final List<String> ENDINGS = ImageFormat.extensions();

  /** Option of Spark's readers, by which a path may hold wildcards as plain letters. */
  public static final String GLOBBED = "__globPaths__";

  private static final long PARTITION_BYTES = 16L << 20;
  private static final long PARTITION_IMAGES = 256;

  private static final int TASKS_PER_CORE = 4;

  /** Neighbors that stay together at most, and runs of them that a partition should have. */
  private static final int MAX_RUN = 8;

  private static final int RUNS = 8;

  /** Stands between names; one text for a partition is what every serializer takes. */
  private static final String SEPARATOR = "\0";

  private static final Logger LOG = LoggerFactory.getLogger(ImageFiles.class);

  private ImageFiles() {}

  static boolean isImage(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Rows of key (path below {@code root}, with slashes) and image of what lies below a folder. */
  public static Dataset<Row> read(SparkSession spark, Path root) {
    var listing = Listing.at(FileSystemPath.of(spark, root.toString()));
    return read(spark, listing, listing.skipped(List.of()));
  }

  /**
   * Rows of key and image of what was listed. An image is read where it is asked for: whoever
   * counts rows, or takes those of one split, opens no file that it does not need.
   *
   * @param skipped what is reported as left out
   */
  static Dataset<Row> read(SparkSession spark, Listing listing, SkippedFiles skipped) {
    if (listing.images() == 0) {
      throw new IllegalArgumentException(
          "Input \"%s\" holds no images but must hold files that end in %s; check the path%s"
              .formatted(
                  listing.path(),
                  String.join(", ", ENDINGS),
                  skipped.isEmpty() ? "" : " (skipped: " + skipped + ")"));
    }
    if (!skipped.isEmpty()) {
      LOG.warn("Input \"{}\": skipped {}", Terminal.line(String.valueOf(listing.path())), skipped);
    }
    FlatMapFunction<String, String> each = keys -> List.of(keys.split(SEPARATOR)).iterator();
    var partitions =
        dealt(listing.keys(), partitions(spark, listing)).stream()
            .map(keys -> String.join(SEPARATOR, keys))
            .toList();
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var keys = context.parallelize(partitions, partitions.size()).flatMap(each);
    var hadoop =
        context.broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    var image = udf(new Reading(listing.root().toString(), hadoop), DataTypes.BinaryType);
    return spark
        .createDataset(keys.rdd(), Encoders.STRING())
        .select(col("value").as(ImageSource.KEY), image.apply(col("value")).as(ImageSource.IMAGE));
  }

  /** Partitions: a few for each core, and more where there are many bytes or images. */
  private static int partitions(SparkSession spark, Listing listing) {
    long cores = TASKS_PER_CORE * (long) spark.sparkContext().defaultParallelism();
    long most = Math.max(listing.bytes() / PARTITION_BYTES, listing.images() / PARTITION_IMAGES);
    return (int) Math.min(listing.images(), Math.max(cores, most));
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

  /**
   * The part of the column {@code path} below the root. Spark counts characters and Java's strings
   * count halves of those beyond the basic plane.
   */
  public static Column below(Path root) {
    var prefix = root.toString();
    int start = prefix.codePointCount(0, prefix.length()) + (prefix.endsWith("/") ? 0 : 1);
    return substring(col("path"), start + 1, Integer.MAX_VALUE);
  }

  public static String anyCase(String ending) {
    return ending
        .chars()
        .mapToObj(c -> "[%c%c]".formatted(c, Character.toUpperCase(c)))
        .collect(Collectors.joining());
  }

  /** The same path with Hadoop's wildcards taken literally. */
  public static String literal(Path path) {
    return path.toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
