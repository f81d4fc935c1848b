package dev.variegate.io.annotation;

import static dev.variegate.io.ImageSource.IMAGE;
import static dev.variegate.io.ImageSource.KEY;
import static dev.variegate.io.ImageSource.SPLIT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_json;

import dev.variegate.io.FileSystemPath;
import dev.variegate.io.ImageFolderSink;
import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.stage.row.ColumnNames;
import dev.variegate.stage.row.EncodedImages;
import dev.variegate.stage.row.LabelColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.io.NullWritable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Writes images with the shapes in them as COCO, Pascal VOC or YOLO have them, and {@code
 * metadata.jsonl} with key, copy number, split and lineage of each.
 *
 * <p>Read are the columns of {@link AnnotatedSource} as far as they are there, one of {@code boxes}
 * and {@code polygons} at least, and {@code lineage}; without a {@code split} all are {@code
 * train}. A format takes what it has a place for (see {@link AnnotationFormat} and the catalog's
 * table): shapes of one object number are one instance, whose box is about its polygons where it
 * has none; points without a box or a polygon are left out.
 *
 * <p>COCO: images and annotations keep their ids, categories their ids and what else the columns'
 * metadata lists them. Copies, whose {@code lineage.copy} is not 0, and what has no id or one that
 * occurred before get new ids behind the largest.
 *
 * <p>Names follow from key and copy alone, so that the same rows give the same tree however they
 * are partitioned. The lists and COCO's file are written by the driver after the images, and the
 * file {@code _SUCCESS} last.
 *
 * @param classes names in the order of their numbers: YOLO needs them, where the columns' metadata
 *     do not say them; COCO numbers others behind them, in alphabetical order; VOC needs none
 * @param boxFormat how the numbers of boxes are meant
 */
public record AnnotatedFolderSink(
    String path, AnnotationFormat format, List<String> classes, BoxFormat boxFormat)
    implements ImageSink {

  private static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(KEY, IMAGE, SPLIT, LINEAGE, AnnotatedSource.IMAGE_ID),
              AnnotatedSource.SHAPES.stream())
          .toList();

  public AnnotatedFolderSink {
    classes = List.copyOf(classes);
  }

  /** COCO or VOC, with boxes as corners. */
  public AnnotatedFolderSink(String path, AnnotationFormat format) {
    this(path, format, List.of(), BoxFormat.CORNERS);
  }

  @Override
  public void requireColumns(StructType schema) {
    var named = named(schema);
    var shapes = shapes(named);
    if (shapes.isEmpty() || shapes.equals(List.of(AnnotatedSource.KEYPOINTS))) {
      throw new IllegalArgumentException(
          "Rows have the columns %s but must have boxes or polygons to be written as %s; rename yours"
              .formatted(String.join(", ", named.fieldNames()), format));
    }
    shapes.forEach(shape -> requireShapes(named, shape));
    if (format.isYolo() && names(named).isEmpty()) {
      throw new IllegalArgumentException(
          "Sink of form %s has no classes and the columns say none but must have their names in the order of their numbers; list them under classes"
              .formatted(format));
    }
  }

  @Override
  public void writeTo(Dataset<Row> given, String folder) {
    requireColumns(given.schema());
    var rows = given.toDF(named(given.schema()).fieldNames());
    var shapes = shapes(rows.schema());
    var selected = selected(rows, Arrays.asList(rows.columns()), shapes);
    var columns =
        new LabelColumns(
                place(shapes, AnnotatedSource.BOXES),
                place(shapes, AnnotatedSource.POLYGONS),
                place(shapes, AnnotatedSource.KEYPOINTS),
                boxFormat,
                BoxShape.AXIS_ALIGNED)
            .in(selected.schema());
    var categories = Categories.of(rows.schema());
    var names = names(rows.schema());
    var points =
        format == AnnotationFormat.YOLO_POSE
            ? PoseNames.of(rows, names, categories)
            : PoseNames.NONE;
    var file = new AnnotatedFile(format, names, points, columns);
    selected
        .toJavaRDD()
        .mapToPair(row -> new Tuple2<>(NullWritable.get(), file.of(row)))
        .saveAsNewAPIHadoopDataset(ImageFolderSink.job(rows, folder).getConfiguration());
    var root = FileSystemPath.of(rows.sparkSession(), folder);
    FileSystemPath.ask(
        () -> {
          new AnnotationLists(root, format, names, categories, points).write();
          return true;
        });
  }

  /** The names of the classes: those given, or for YOLO those that the columns say. */
  private List<String> names(StructType named) {
    return classes.isEmpty() && format.isYolo()
        ? List.copyOf(Categories.of(named).byName().keySet())
        : classes;
  }

  /** The columns that are written, by the names that sources give them, whatever their case. */
  private static StructType named(StructType rows) {
    var named = new StructType();
    for (var field : rows.fields()) {
      var name =
          COLUMNS.stream()
              .filter(column -> ColumnNames.same(column, field.name()))
              .findFirst()
              .orElse(field.name());
      named = named.add(name, field.dataType(), field.nullable(), field.metadata());
    }
    return named;
  }

  private static List<String> shapes(StructType named) {
    var shapes = new ArrayList<>(AnnotatedSource.SHAPES);
    shapes.retainAll(Arrays.asList(named.fieldNames()));
    return shapes;
  }

  private static void requireShapes(StructType schema, String column) {
    var type = schema.apply(column).dataType();
    var must =
        switch (column) {
          case AnnotatedSource.BOXES -> LabelColumns.BOXES;
          case AnnotatedSource.POLYGONS -> LabelColumns.POLYGONS;
          default -> LabelColumns.KEYPOINTS;
        };
    if (!LabelColumns.holds(type, must)) {
      throw new IllegalArgumentException(
          "Column \"%s\" has type %s but must be %s; cast it or rename it"
              .formatted(column, type.catalogString(), must.catalogString()));
    }
  }

  private static Dataset<Row> selected(Dataset<Row> rows, List<String> names, List<String> shapes) {
    boolean traced = names.contains(LINEAGE);
    var columns =
        new ArrayList<Column>(
            List.of(
                col(KEY),
                EncodedImages.of(rows.schema(), IMAGE),
                names.contains(SPLIT) ? col(SPLIT) : lit(ImageSource.TRAIN).as(SPLIT),
                (traced ? coalesce(col(LINEAGE + ".copy"), lit(0)) : lit(0)).cast("int"),
                (traced ? to_json(col(LINEAGE)) : lit(null)).cast("string"),
                (names.contains(AnnotatedSource.IMAGE_ID)
                        ? col(AnnotatedSource.IMAGE_ID)
                        : lit(null))
                    .cast("string")));
    shapes.forEach(shape -> columns.add(col(shape)));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static int place(List<String> shapes, String column) {
    int index = shapes.indexOf(column);
    return index < 0 ? -1 : 6 + index;
  }
}
