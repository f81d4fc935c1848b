package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Lists picture files by the ending of their names and reads each as one row; empty ones too. */
final class PictureFiles {

  static final List<String> ENDINGS = List.of("jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff");

  private PictureFiles() {}

  static boolean isPicture(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * Rows of key (path below {@code root}, with slashes) and image.
   *
   * @param pattern what to read: a path, or several with Hadoop's wildcards
   */
  static Dataset<Row> read(SparkSession spark, Path root, String pattern) {
    var files =
        spark
            .read()
            .format("binaryFile")
            .option("recursiveFileLookup", "true")
            .option("pathGlobFilter", glob())
            .load(pattern);
    if (files.inputFiles().length == 0) {
      throw new IllegalArgumentException(
          "Input \"%s\" holds no pictures, must hold files that end in %s; check the path"
              .formatted(pattern, String.join(", ", ENDINGS)));
    }
    var prefix = root.toString();
    int start = prefix.endsWith("/") ? prefix.length() : prefix.length() + 1;
    return files
        .select(col("path"), col("content"))
        .union(empty(spark, pattern))
        .select(
            expr("substring(path, " + (start + 1) + ")").as(ImageSource.KEY),
            col("content").as(ImageSource.IMAGE));
  }

  private static Dataset<Row> empty(SparkSession spark, String pattern) {
    return spark
        .createDataset(EmptyFiles.below(spark, pattern), Encoders.STRING())
        .select(col("value"), lit(new byte[0]));
  }

  /** {@code *.{[jJ][pP][gG],...}}: Hadoop's globs know no "ignore case". */
  private static String glob() {
    return ENDINGS.stream().map(PictureFiles::anyCase).collect(Collectors.joining(",", "*.{", "}"));
  }

  private static String anyCase(String ending) {
    return ending
        .chars()
        .mapToObj(c -> "[%c%c]".formatted(c, Character.toUpperCase(c)))
        .collect(Collectors.joining());
  }

  /** The same path with Hadoop's wildcards taken literally. */
  static String literal(Path path) {
    return path.toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }
}
