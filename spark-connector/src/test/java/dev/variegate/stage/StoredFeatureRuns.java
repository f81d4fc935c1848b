package dev.variegate.stage;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;

/** A feature store in a folder of its own, and what lies in it. */
abstract class StoredFeatureRuns {

  static final Dataset<Row> TABLE = Images.unbalanced();
  static final int IMAGES = 11;

  @TempDir Path folder;

  ImageVectorizer vectorizer() {
    return Specimens.vectorizer().setFeatureStore(folder.toString());
  }

  /** The folder of the only extractor. */
  Path extractor() throws IOException {
    try (var children = Files.list(folder)) {
      return children.toList().get(0);
    }
  }

  List<Path> runs() throws IOException {
    try (var children = Files.list(extractor())) {
      return children.filter(Files::isDirectory).toList();
    }
  }

  Dataset<Row> stored() throws IOException {
    return LocalSpark.session().read().parquet(runs().get(0).toString());
  }

  /** Puts other rows in the place of the only run. */
  void replace(Dataset<Row> rows) throws IOException {
    var old = runs().get(0);
    rows.write().parquet(extractor().resolve("run-planted").toString());
    Files.delete(old.resolve("_SUCCESS"));
  }
}
