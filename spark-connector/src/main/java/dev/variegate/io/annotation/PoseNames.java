package dev.variegate.io.annotation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The keypoints of each class in their order, which YOLO writes by places alone.
 *
 * @param byClass their names
 * @param dimensions numbers of each: 2, or 3 with its visibility
 */
record PoseNames(Map<String, List<String>> byClass, int dimensions) implements Serializable {

  static final PoseNames NONE = new PoseNames(Map.of(), 0);

  /**
   * As the columns' metadata say, else all that occur: numbers in their order, then others in
   * alphabetical order.
   */
  static PoseNames of(Dataset<Row> rows, List<String> classes, Categories categories) {
    var names = new HashMap<String, List<String>>();
    classes.forEach(name -> names.put(name, categories.keypoints(name)));
    if (number(names) == 0 && List.of(rows.columns()).contains(AnnotatedSource.KEYPOINTS)) {
      var found = occurring(rows);
      names.replaceAll((name, none) -> found);
    }
    if (number(names) == 0) {
      throw new IllegalArgumentException(
          "Rows have no keypoints but must have some to be written as %s; write them as %s"
              .formatted(AnnotationFormat.YOLO_POSE, AnnotationFormat.YOLO));
    }
    boolean flat =
        categories.byName().values().stream()
            .anyMatch(category -> category.path(YoloData.DIMENSIONS).asInt() == 2);
    return new PoseNames(names, flat ? 2 : 3);
  }

  private static List<String> occurring(Dataset<Row> rows) {
    return rows
        .select(explode(col(AnnotatedSource.KEYPOINTS + ".label")))
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted(
            Comparator.comparing(
                    (String name) ->
                        name.matches("\\d{1,9}") ? Integer.parseInt(name) : Integer.MAX_VALUE)
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** The number of keypoints of each line. */
  int number() {
    return number(byClass);
  }

  private static int number(Map<String, List<String>> names) {
    return names.values().stream().mapToInt(List::size).max().orElse(0);
  }

  List<String> of(String label) {
    return byClass.getOrDefault(label, List.of());
  }

  /** Adds to {@code data.yaml} what describes keypoints. */
  void write(ObjectNode tree, List<String> classes, Categories known) {
    tree.putArray(YoloData.KEYPOINTS).add(number()).add(dimensions);
    classes.stream()
        .flatMap(name -> known.named(name).stream())
        .filter(category -> category.has(YoloData.MIRRORED))
        .findFirst()
        .ifPresent(category -> tree.set(YoloData.MIRRORED, category.get(YoloData.MIRRORED)));
    var all = tree.putObject(YoloData.KEYPOINT_NAMES);
    for (int i = 0; i < classes.size(); i++) {
      of(classes.get(i)).forEach(all.putArray(Integer.toString(i))::add);
    }
  }
}
