package dev.variegate.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.image.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An image folder that the job has written. */
final class Tree {

  private Tree() {}

  /** Everything that the metadata say of each picture, with the digest of its file, sorted. */
  static List<String> rows(Path folder) throws IOException {
    var json = new JsonMapper();
    var rows = new ArrayList<String>();
    for (var line : Files.readAllLines(folder.resolve("metadata.jsonl"))) {
      var node = json.readTree(line);
      var picture = Files.readAllBytes(folder.resolve(node.get("file_name").textValue()));
      rows.add(
          String.join(
              "|",
              node.get("key").textValue(),
              node.get("label").textValue(),
              node.get("split").textValue(),
              Sha256.hex(picture),
              node.get("lineage").toString()));
    }
    return rows.stream().sorted().toList();
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
}
