package dev.variegate.io.annotation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.startswith;
import static org.apache.spark.sql.functions.when;

import dev.variegate.file.FolderWalk;
import dev.variegate.file.NativeNames;
import dev.variegate.io.FileSystemPath;
import dev.variegate.io.ImageFiles;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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
    var colons = new AtomicBoolean();
    FileSystemPath.ask(
        () -> {
          FolderWalk.of(
              folder.fs(),
              folder.path(), // refuses what cannot be read
              file -> colons.compareAndSet(false, NativeNames.hasColon(file.getPath())));
          return true;
        });
    var content = col("content");
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", "*." + ImageFiles.anyCase(ending))
        .options(colons.get() ? NativeNames.unchecked() : Map.of())
        .option(ImageFiles.GLOBBED, false)
        .load(folder.toString())
        .select(
            regexp_replace(ImageFiles.below(folder.path()), "(?i)\\.%s$".formatted(ending), "")
                .as("name"),
            when(
                    startswith(content, lit(BYTE_ORDER_MARK)),
                    content.substr(lit(BYTE_ORDER_MARK.length + 1), length(content)))
                .otherwise(content)
                .as("text"));
  }
}
