package dev.variegate.benchmarks.size;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Small files of what was measured, so that each figure can be taken by itself.
 *
 * @param folder where they are kept
 */
record Results(Path folder) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  void keep(String name, Object result) throws IOException {
    JSON.writeValue(Files.createDirectories(folder).resolve(name + ".json").toFile(), result);
  }

  <T> Optional<T> kept(String name, Class<T> type) throws IOException {
    var file = folder.resolve(name + ".json").toFile();
    return file.exists() ? Optional.of(JSON.readValue(file, type)) : Optional.empty();
  }
}
