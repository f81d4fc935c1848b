package dev.variegate.io.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/**
 * The classes of a set with what is known of each: COCO's id, supercategory, names of keypoints and
 * skeleton. They travel as metadata of the columns of shapes, under {@value #KEY}.
 *
 * @param byName in the order of the file that they are from; trees as COCO has them
 */
record Categories(Map<String, ObjectNode> byName) implements Serializable {

  static final Categories NONE = new Categories(Map.of());

  private static final String KEY = "categories";
  private static final JsonMapper JSON = new JsonMapper();

  Categories {
    byName = new LinkedHashMap<>(byName);
  }

  /** Those of a table; the first column of shapes that has some decides. */
  static Categories of(StructType schema) {
    return AnnotatedSource.SHAPES.stream()
        .filter(List.of(schema.fieldNames())::contains)
        .map(name -> schema.apply(name).metadata())
        .filter(metadata -> metadata.contains(KEY))
        .findFirst()
        .map(metadata -> parse(metadata.getString(KEY)))
        .orElse(NONE);
  }

  private static Categories parse(String text) {
    try {
      var found = new LinkedHashMap<String, ObjectNode>();
      for (var tree : JSON.readTree(text)) {
        found.put(tree.path("name").asText(), (ObjectNode) tree);
      }
      return new Categories(found);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same rows, whose columns of shapes bring these along. */
  Dataset<Row> in(Dataset<Row> rows) {
    var metadata = metadata();
    var marked = rows;
    for (var column : AnnotatedSource.SHAPES) {
      marked = marked.withMetadata(column, metadata);
    }
    return marked;
  }

  private Metadata metadata() {
    var all = JSON.createArrayNode().addAll(new ArrayList<>(byName.values()));
    return new MetadataBuilder().putString(KEY, all.toString()).build();
  }

  /** These and those of another set that are not among them. */
  Categories and(Categories others) {
    var all = new LinkedHashMap<>(byName);
    others.byName.forEach(all::putIfAbsent);
    return new Categories(all);
  }

  Optional<ObjectNode> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names of the keypoints of a class, in their order; mostly none. */
  List<String> keypoints(String name) {
    return named(name).map(tree -> texts(tree.path("keypoints"))).orElse(List.of());
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
