package dev.variegate.io.annotation;

import dev.variegate.io.Images;
import dev.variegate.testing.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;

/** Annotations as other programs write them: images are 40 wide and 30 high. */
abstract class ForeignAnnotations {

  static final String REMEDY = ", or set handleInvalid to skip or keep";

  @TempDir Path root;

  final String file(String name, String text) {
    Images.write(root.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    return root.resolve(name).toString();
  }

  final void images(String... names) {
    for (var name : names) {
      Images.write(root.resolve(name), AnnotatedImages.png(1));
    }
  }

  static String shown(Dataset<Row> rows) {
    return rows
        .selectExpr("key", "split", "to_json(boxes.box) b", "to_json(polygons.polygon) p")
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(Row::toString))
        .map(Row::toString)
        .collect(Collectors.joining());
  }

  static Dataset<Row> read(AnnotatedSource source) {
    return source.read(LocalSpark.session());
  }
}
