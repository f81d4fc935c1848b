package dev.variegate.stage.row;

import dev.variegate.policy.Policy;
import dev.variegate.stage.param.UnlabeledParams;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Finds columns of labels that a stage would leave wrong, and refuses them before any job: boxes,
 * polygons and keypoints by their types, masks, which are images like others, by their names.
 */
public final class StaleLabels {

  /**
   * Kinds of labels, by what the array of their numbers is called, with the Params that name them.
   */
  private enum Kind {
    BOX("boxesCol"),
    POLYGON("polygonsCol"),
    POINT("keypointsCol");

    private final String param;

    Kind(String param) {
      this.param = param;
    }

    /** The kind of an array of structs of label, object and numbers, whatever else is in them. */
    static Optional<Kind> of(DataType type) {
      if (!(type instanceof ArrayType array && array.elementType() instanceof StructType shape)) {
        return Optional.empty();
      }
      var named =
          Arrays.stream(shape.fields())
              .collect(Collectors.toMap(StructField::name, StructField::dataType, (a, b) -> a));
      return Arrays.stream(values())
          .filter(kind -> named.keySet().containsAll(Set.of("label", "object")))
          .filter(kind -> isNumbers(named.get(kind.name().toLowerCase(Locale.ROOT))))
          .findFirst();
    }

    private static boolean isNumbers(DataType type) {
      return type instanceof ArrayType array && array.elementType() instanceof NumericType;
    }
  }

  private StaleLabels() {}

  /** All columns of labels: by their types, and the masks that the stage names. */
  public static List<Integer> of(UnlabeledParams<?> stage, StructType schema) {
    var masks =
        Arrays.stream(stage.getOrDefault(stage.maskCols()))
            .map(name -> ImageColumn.named(schema, name, "maskCols").index());
    return Stream.concat(in(schema).stream(), masks).toList();
  }

  private static List<Integer> in(StructType schema) {
    return IntStream.range(0, schema.size())
        .filter(i -> Kind.of(schema.fields()[i].dataType()).isPresent())
        .boxed()
        .toList();
  }

  /** Refuses columns of labels that do not follow, where a policy moves or hides what they mark. */
  public static void requireFollowed(
      StructType schema, AnnotationColumns annotating, Policy policy) {
    var moving = policy.movingLabels();
    if (!moving.isEmpty()) {
      var why = "the policy moves or hides what they mark (%s)";
      requireFollowed(schema, annotating, why.formatted(String.join(", ", moving)));
    }
  }

  /**
   * Refuses columns of labels that do not follow.
   *
   * @param why they must, to be read behind "because"
   */
  public static void requireFollowed(StructType schema, AnnotationColumns annotating, String why) {
    var labels = annotating.labels();
    var followed = List.of(labels.boxes(), labels.polygons(), labels.keypoints());
    for (int column : in(schema)) {
      if (!followed.contains(column)) {
        var field = schema.fields()[column];
        var param = Kind.of(field.dataType()).orElseThrow().param;
        throw new IllegalArgumentException(
            "Column \"%s\" holds labels and %s does not name it, but they must follow, because %s; set %s to \"%s\", or drop the column"
                .formatted(field.name(), param, why, param, field.name()));
      }
    }
  }

  /** Refuses all columns of labels, which fit no image made, unless the user lets them go. */
  public static void requireNone(UnlabeledParams<?> stage, StructType schema) {
    var labels = of(stage, schema);
    if (!labels.isEmpty()
        && stage.getOrDefault(stage.handleLabels()).equals(UnlabeledParams.REFUSE)) {
      throw new IllegalArgumentException(
          "Column \"%s\" holds labels, which do not fit the images that %s makes; set handleLabels to drop, which leaves it null beside them, or drop the column"
              .formatted(schema.fields()[labels.get(0)].name(), stage.uid()));
    }
  }
}
