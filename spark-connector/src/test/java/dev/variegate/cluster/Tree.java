package dev.variegate.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.base.Sha256;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Encoders;

/** A folder that a job writes. */
public final class Tree {

  private Tree() {}

  /**
   * Of an image folder: everything that the metadata say of each image, with the digest of its
   * file, sorted.
   */
  public static List<String> rows(Path folder) throws IOException {
    var json = new JsonMapper();
    var rows = new ArrayList<String>();
    for (var line : Files.readAllLines(folder.resolve("metadata.jsonl"))) {
      var node = json.readTree(line);
      var image = Files.readAllBytes(folder.resolve(node.get("file_name").textValue()));
      rows.add(
          String.join(
              "|",
              node.get("key").textValue(),
              node.get("label").textValue(),
              node.get("split").textValue(),
              Sha256.hex(image),
              node.get("lineage").toString()));
    }
    return rows.stream().sorted().toList();
  }

  /** The same of Parquet files. */
  public static List<String> parquetRows(String folder) {
    return LocalSpark.session()
        .read()
        .parquet(folder)
        .selectExpr("concat_ws('|', key, label, split, sha2(image, 256), to_json(lineage))")
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /** All files that Hadoop shows. */
  static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().matches("[_.].*"))
          .toList();
    }
  }

  /** A folder that a task has committed and the job has not. */
  public static Optional<Path> committedTask(Path output) {
    try (var files = Files.find(output, 4, (file, is) -> is.isDirectory())) {
      return files.filter(file -> file.getFileName().toString().startsWith("task_")).findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // not yet begun, or just committed
    }
  }
}
