package dev.variegate.io;

import dev.variegate.image.ImageFormat;
import dev.variegate.text.Terminal;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists image files by the ending of their names and reads each as one row; empty ones too. */
public final class ImageFiles {

  static final List<String> ENDINGS = ImageFormat.extensions();

  /** Option of Spark's readers, by which a path may hold wildcards as plain letters. */
  public static final String GLOBBED = "__globPaths__";

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
    if (listing.files() == 0) {
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
    return ListedFiles.rows(spark, listing)
        .withColumnRenamed(ListedFiles.CONTENT, ImageSource.IMAGE);
  }

  /** The same path with Hadoop's wildcards taken literally. */
  public static String literal(Path path) {
    return path.toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
