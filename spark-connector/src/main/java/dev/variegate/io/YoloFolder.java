package dev.variegate.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_replace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.variegate.label.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A folder in the layout of YOLO: pictures below {@code images}, and for each a file of the same
 * path with the ending {@code .txt} below {@code labels}; a picture without one has no things.
 *
 * <p>Boxes and outlines are read. The names of classes stand in {@code data.yaml} under {@code
 * names}, as a list or by number. Key: the path below {@code images}; split: its first folder, such
 * as {@code train}, or {@code train} where there is none. Pictures must be readable as far as their
 * headers, for annotations are shares of their sides; what is not has no shapes.
 */
public record YoloFolder(String path) implements AnnotatedSource {

  static final String PICTURES = "images";
  static final String ANNOTATIONS = "labels";
  static final String CLASSES = "data.yaml";

  @Override
  public Dataset<Row> read(SparkSession spark) {
    var root = Location.folder(spark, path, "YOLO folder");
    var pictures = Location.folder(spark, root.child(PICTURES).toString(), "YOLO folder");
    var annotations = Location.folder(spark, root.child(ANNOTATIONS).toString(), "YOLO folder");
    var names = names(root.child(CLASSES));
    var files = PictureFiles.read(spark, pictures.path(), PictureFiles.literal(pictures.path()));
    var texts = TextFiles.read(spark, annotations.path(), "txt");
    MapFunction<Row, Row> read = row -> read(row, names);
    return files
        .join(
            texts,
            regexp_replace(files.col(ImageSource.KEY), "\\.[^./]*$", "").equalTo(col("name")),
            "left")
        .select(files.col(ImageSource.KEY), files.col(ImageSource.IMAGE), texts.col("text"))
        .map(read, Encoders.row(SCHEMA));
  }

  private static Row read(Row row, List<String> names) {
    var key = row.getString(0);
    byte[] image = row.getAs(1);
    int slash = key.indexOf('/');
    var split = slash < 0 ? ImageSource.TRAIN : key.substring(0, slash);
    if (row.isNullAt(2)) {
      return AnnotatedSource.row(key, image, split, Labels.NONE);
    }
    var text = new String(row.<byte[]>getAs(2), StandardCharsets.UTF_8);
    var labels =
        Sizes.of(image)
            .map(
                size ->
                    AnnotatedSource.told("YOLO", key, () -> YoloText.read(text, names, size, key)));
    return AnnotatedSource.row(key, image, split, labels.orElse(Labels.NONE));
  }

  private static List<String> names(Location file) {
    var names = Location.ask(() -> tree(file)).path("names");
    var read = new ArrayList<String>();
    for (int i = 0; i < names.size(); i++) {
      var name = names.isArray() ? names.get(i) : names.path(Integer.toString(i));
      if (!name.isValueNode()) {
        break;
      }
      read.add(name.asText());
    }
    if (read.isEmpty() || read.size() != names.size()) {
      throw new IllegalArgumentException(
          "YOLO classes \"%s\" has the names %s, must have a list, or names by the numbers 0, 1 ...; correct them"
              .formatted(file, names));
    }
    return read;
  }

  private static JsonNode tree(Location file) throws IOException {
    if (!file.exists()) {
      throw new IllegalArgumentException(
          "YOLO classes \"%s\" is absent, must hold names: of the classes; write it"
              .formatted(file));
    }
    try (var stream = file.fs().open(file.path())) {
      return new YAMLMapper().readTree(stream.readAllBytes());
    }
  }
}
