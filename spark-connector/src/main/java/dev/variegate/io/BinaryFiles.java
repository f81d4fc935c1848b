package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Images that lie anywhere below a path, which may hold Hadoop's wildcards ({@code *}, {@code
 * {a,b}}).
 *
 * <p>A path that is there by its very name is taken by it, whatever wildcards it holds. Key: the
 * path below the last folder that is named without wildcards. All are {@value ImageSource#TRAIN}.
 * Endings, hidden names and links are as for {@link ImageFolder}.
 *
 * @param labelPattern Java regular expression with one group, searched in the key, whose match is
 *     the label; empty: no labels
 */
public record BinaryFiles(String path, Optional<String> labelPattern) implements ImageSource {

  public BinaryFiles {
    labelPattern.ifPresent(BinaryFiles::requireOneGroup);
  }

  private static void requireOneGroup(String pattern) {
    try {
      int groups = Pattern.compile(pattern).matcher("").groupCount();
      if (groups != 1) {
        throw new IllegalArgumentException(
            "Label pattern \"%s\" has %d groups but must have one; put round brackets about the label only"
                .formatted(pattern, groups));
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Label pattern \"%s\" is not a regular expression (%s); write one such as ([^/]+)/[^/]+$"
              .formatted(pattern, e.getDescription()),
          e);
    }
  }

  @Override
  public boolean isLabeled() {
    return labelPattern.isPresent();
  }

  @Override
  public Dataset<Row> read(SparkSession spark) {
    return scan(spark).rows();
  }

  @Override
  public Scan scan(SparkSession spark) {
    var listing = listing(spark);
    var skipped = listing.skipped(List.of());
    var rows =
        ImageFiles.read(spark, listing, skipped)
            .select(
                col(KEY),
                col(IMAGE),
                labelPattern.map(BinaryFiles::label).orElse(lit(null).cast("string")).as(LABEL),
                lit(TRAIN).as(SPLIT));
    return new Scan(rows, skipped);
  }

  @Override
  public SkippedFiles skipped(SparkSession spark) {
    return listing(spark).skipped(List.of());
  }

  /** What is there by the very name is not a pattern. */
  private Listing listing(SparkSession spark) {
    var place = FileSystemPath.of(spark, path);
    if (place.exists()) {
      return Listing.at(place);
    }
    var listing = Listing.matching(spark, path, above(spark));
    if (listing.folders().isEmpty()) {
      throw new IllegalArgumentException(
          "Input \"%s\" is absent but must be an image, a folder or a pattern; give a path that every executor sees"
              .formatted(place));
    }
    return listing;
  }

  /** The last folder that is named without wildcards. */
  private Path above(SparkSession spark) {
    var above = new Path(path);
    while (isPattern(above) && above.getParent() != null) {
      above = above.getParent();
    }
    return FileSystemPath.of(spark, above.toString()).path();
  }

  private static boolean isPattern(Path path) {
    return path.toString().matches("(?s).*[\\[\\]{}*?\\\\].*");
  }

  private static Column label(String pattern) {
    return when(col(KEY).rlike(pattern), regexp_extract(col(KEY), pattern, 1))
        .otherwise(
            raise_error(
                concat(
                    lit("Image \""),
                    col(KEY),
                    lit(
                        "\" does not match the label pattern \""
                            + pattern
                            + "\" but every key must;"
                            + " widen the pattern or narrow the path"))));
  }
}
