package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import dev.variegate.image.ImageFormat;
import dev.variegate.text.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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

  private static final Logger LOG = LoggerFactory.getLogger(ImageFiles.class);

  private ImageFiles() {}

  static boolean isImage(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Rows of key (path below {@code root}, with slashes) and image of what lies below a folder. */
  public static Dataset<Row> read(SparkSession spark, Path root) {
    var listing = Listing.at(FileSystemPath.of(spark, root.toString()));
    return read(spark, root, listing, listing.skipped(List.of()));
  }

  /**
   * Rows of key and image of what was listed.
   *
   * @param skipped what is reported as left out
   */
  static Dataset<Row> read(SparkSession spark, Path root, Listing listing, SkippedFiles skipped) {
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
    var files =
        spark
            .read()
            .format("binaryFile")
            .option("recursiveFileLookup", "true")
            .option("pathGlobFilter", glob())
            .options(listing.options())
            .load(listing.path())
            .select(col("path"), col("content"));
    return (listing.empty().isEmpty() ? files : files.union(empty(spark, listing)))
        .coalesce(partitions(spark, listing))
        .select(below(root).as(ImageSource.KEY), col("content").as(ImageSource.IMAGE));
  }

  /**
   * Partitions at most: a few for each core, and more where there are many bytes or images. Spark
   * adds 4 MB to the size of each file, and so makes partitions of thirty small images, which cost
   * more than their rows.
   */
  private static int partitions(SparkSession spark, Listing listing) {
    long cores = TASKS_PER_CORE * (long) spark.sparkContext().defaultParallelism();
    long most = Math.max(listing.bytes() / PARTITION_BYTES, listing.images() / PARTITION_IMAGES);
    return (int) Math.min(Integer.MAX_VALUE, Math.max(cores, most));
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

  private static Dataset<Row> empty(SparkSession spark, Listing listing) {
    return spark
        .createDataset(listing.empty(), Encoders.STRING())
        .select(col("value"), lit(new byte[0]));
  }

  /** {@code *.{[jJ][pP][gG],...}}: Hadoop's globs know no "ignore case". */
  private static String glob() {
    return ENDINGS.stream().map(ImageFiles::anyCase).collect(Collectors.joining(",", "*.{", "}"));
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
