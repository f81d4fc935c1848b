package dev.variegate.stage.row;

import dev.variegate.image.Size;
import dev.variegate.label.Attributes;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columns of the shapes in images. Each holds an array of structs with the shape's label, the
 * number of the instance it belongs to (null where it stands alone), its numbers, and if the column
 * has them, what else is known of it as a map of texts (see {@link Attributes}).
 *
 * @param boxes the column's index, or -1
 * @param polygons the column's index, or -1
 * @param keypoints the column's index, or -1
 * @param format how the numbers of boxes are meant
 * @param shape whether boxes are written with their degrees
 * @param attributed those of the columns that have attributes
 */
public record LabelColumns(
    int boxes,
    int polygons,
    int keypoints,
    BoxFormat format,
    BoxShape shape,
    Set<Integer> attributed)
    implements Serializable {

  private static final int ATTRIBUTES = 3;

  /** Type of a column of boxes: four numbers each, or five with the degrees. */
  public static final DataType BOXES = shapes("box");

  /** Type of a column of polygons: x and y of one corner after the other, in pixels. */
  public static final DataType POLYGONS = shapes("polygon");

  /** Type of a column of points: x and y, in pixels. */
  public static final DataType KEYPOINTS = shapes("point");

  /** A value of any of these columns: no shapes. */
  public static final Object NONE = sequence(List.of());

  public LabelColumns {
    attributed = Set.copyOf(attributed);
  }

  /** Columns without attributes. */
  public LabelColumns(int boxes, int polygons, int keypoints, BoxFormat format, BoxShape shape) {
    this(boxes, polygons, keypoints, format, shape, Set.of());
  }

  /** These columns of a table, with attributes as far as its types have them. */
  public LabelColumns in(StructType schema) {
    var wide =
        IntStream.of(boxes, polygons, keypoints)
            .filter(column -> column >= 0 && isAttributed(schema.fields()[column].dataType()))
            .boxed()
            .collect(Collectors.toSet());
    return new LabelColumns(boxes, polygons, keypoints, format, shape, wide);
  }

  private static DataType shapes(String numbers) {
    return DataTypes.createArrayType(
        new StructType()
            .add("label", "string")
            .add("object", "int")
            .add(numbers, DataTypes.createArrayType(DataTypes.DoubleType)));
  }

  /** One of the types above with attributes beside the numbers. */
  public static DataType attributed(DataType type) {
    var attributes = DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    var shape = (StructType) ((ArrayType) type).elementType();
    return DataTypes.createArrayType(shape.add("attributes", attributes));
  }

  /** Whether a column has one of the types above, with or without attributes. */
  public static boolean holds(DataType column, DataType type) {
    return DataType.equalsIgnoreNullability(column, type)
        || DataType.equalsIgnoreNullability(column, attributed(type));
  }

  private static boolean isAttributed(DataType column) {
    return ((StructType) ((ArrayType) column).elementType()).length() > ATTRIBUTES;
  }

  /**
   * The shapes of a row.
   *
   * @param image the size of its image
   * @throws IllegalArgumentException if a shape has the wrong number of numbers
   */
  public Labels read(Row row, Size image) {
    return new Labels(
        shapes(row, boxes, numbers -> format.read(numbers, image)),
        shapes(row, polygons, LabelColumns::polygon),
        shapes(row, keypoints, LabelColumns::point));
  }

  /** Puts shapes into the values of a row. */
  public void write(Labels labels, Size image, Object[] values) {
    write(values, boxes, labels.boxes(), box -> format.write(box, image, shape));
    write(values, polygons, labels.polygons(), LabelColumns::numbers);
    write(values, keypoints, labels.points(), point -> new double[] {point.x(), point.y()});
  }

  private static <S extends Serializable> List<LabeledShape<S>> shapes(
      Row row, int column, Function<double[], S> shape) {
    if (column < 0 || row.isNullAt(column)) {
      return List.of();
    }
    Seq<?> all = row.getAs(column);
    return CollectionConverters.asJava(all).stream().map(one -> labeled(one, shape)).toList();
  }

  private static <S extends Serializable> LabeledShape<S> labeled(
      Object value, Function<double[], S> shape) {
    if (!(value instanceof Row row) || row.isNullAt(0) || row.isNullAt(2)) {
      throw new IllegalArgumentException(
          "Shape is %s but must have a label and numbers; give \"\" as the label where there is none"
              .formatted(value));
    }
    Seq<?> numbers = row.getAs(2);
    if (numbers.contains(null)) {
      throw new IllegalArgumentException(
          "Shape \"%s\" has a null among its numbers but must have none; drop the shape"
              .formatted(row.getString(0)));
    }
    var values =
        CollectionConverters.asJava(numbers).stream().mapToDouble(n -> (double) n).toArray();
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "Shape \"%s\" has the numbers %s but must have finite ones; drop the shape"
              .formatted(row.getString(0), Arrays.toString(values)));
    }
    int object = row.isNullAt(1) ? LabeledShape.ALONE : row.getInt(1);
    return new LabeledShape<>(shape.apply(values), row.getString(0), object, attributes(row));
  }

  private static Map<String, String> attributes(Row row) {
    if (row.length() <= ATTRIBUTES || row.isNullAt(ATTRIBUTES)) {
      return Map.of();
    }
    var given = new TreeMap<String, String>(row.<String, String>getJavaMap(ATTRIBUTES));
    given.values().removeIf(Objects::isNull);
    return given;
  }

  private <S extends Serializable> void write(
      Object[] values, int column, List<LabeledShape<S>> shapes, Function<S, double[]> numbers) {
    if (column < 0 || (values[column] == null && shapes.isEmpty())) {
      return;
    }
    values[column] =
        sequence(
            shapes.stream()
                .map(one -> row(one, numbers.apply(one.shape()), attributed.contains(column)))
                .toList());
  }

  private static Row row(LabeledShape<?> shape, double[] numbers, boolean wide) {
    var object = shape.object() == LabeledShape.ALONE ? null : shape.object();
    var all = sequence(Arrays.stream(numbers).boxed().toList());
    return wide
        ? RowFactory.create(shape.label(), object, all, map(shape.attributes()))
        : RowFactory.create(shape.label(), object, all);
  }

  private static scala.collection.immutable.Map<?, ?> map(Map<String, String> sorted) {
    return scala.collection.immutable.VectorMap$.MODULE$.from(CollectionConverters.asScala(sorted));
  }

  /** Not an array: Spark may hand a row from stage to stage as it is, and rows hold sequences. */
  private static Seq<?> sequence(List<?> values) {
    return CollectionConverters.asScala(values).toSeq();
  }

  private static Polygon polygon(double... numbers) {
    if (numbers.length % 2 != 0 || numbers.length < 6) {
      throw new IllegalArgumentException(
          "Polygon has %d numbers but must have x and y of at least 3 corners; give them one after the other"
              .formatted(numbers.length));
    }
    var points = new ArrayList<Point>();
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(new Point(numbers[i], numbers[i + 1]));
    }
    return new Polygon(points);
  }

  private static double[] numbers(Polygon polygon) {
    return polygon.points().stream()
        .flatMap(point -> Arrays.asList(point.x(), point.y()).stream())
        .mapToDouble(number -> number)
        .toArray();
  }

  private static Point point(double... numbers) {
    if (numbers.length != 2) {
      throw new IllegalArgumentException(
          "Keypoint has %d numbers but must have x and y; leave visibility out"
              .formatted(numbers.length));
    }
    return new Point(numbers[0], numbers[1]);
  }
}
