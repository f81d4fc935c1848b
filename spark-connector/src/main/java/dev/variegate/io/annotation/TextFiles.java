package dev.variegate.io.annotation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.startswith;
import static org.apache.spark.sql.functions.when;

import dev.variegate.io.FileSystemPath;
import dev.variegate.io.ImageSource;
import dev.variegate.io.ListedFiles;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Small files of one ending, in letters of any case, below a folder, each as one row. */
final class TextFiles {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private TextFiles() {}

  /**
   * Rows of name (path below {@code root} without the ending) and text (bytes, without the byte
   * order mark that editors may put before UTF-8).
   */
  static Dataset<Row> read(SparkSession spark, Path root, String ending) {
    var folder = FileSystemPath.of(spark, root.toString());
    Predicate<FileStatus> wanted =
        file -> file.getLen() > 0 && hasEnding(file.getPath().getName(), "." + ending);
    var content = col(ListedFiles.CONTENT);
    return ListedFiles.read(spark, folder, wanted)
        .select(
            col(ImageSource.KEY)
                .substr(lit(1), length(col(ImageSource.KEY)).minus(1 + ending.length()))
                .as("name"),
            when(
                    startswith(content, lit(BYTE_ORDER_MARK)),
                    content.substr(lit(BYTE_ORDER_MARK.length + 1), length(content)))
                .otherwise(content)
                .as("text"));
  }

  private static boolean hasEnding(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
