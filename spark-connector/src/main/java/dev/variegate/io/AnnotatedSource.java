package dev.variegate.io;

import dev.variegate.image.Size;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.label.Labels;
import dev.variegate.stage.LabelColumns;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where pictures come from with the shapes in them; every kind gives the same six columns.
 *
 * <ul>
 *   <li>{@code key} (string), {@code image} (binary, null where the file is missing) and {@code
 *       split} (string), as {@link ImageSource} has them;
 *   <li>{@value #BOXES}, {@value #POLYGONS} and {@value #KEYPOINTS}: arrays of the types of {@link
 *       LabelColumns}, empty where there are none; boxes as left, top, right, bottom in pixels.
 *       Shapes of one thing have one object number.
 * </ul>
 */
public sealed interface AnnotatedSource permits CocoFile, VocFolder, YoloFolder {

  String BOXES = "boxes";
  String POLYGONS = "polygons";
  String KEYPOINTS = "keypoints";

  /** The columns that every source gives. */
  StructType SCHEMA =
      new StructType()
          .add(ImageSource.KEY, DataTypes.StringType)
          .add(ImageSource.IMAGE, DataTypes.BinaryType)
          .add(ImageSource.SPLIT, DataTypes.StringType)
          .add(BOXES, LabelColumns.BOXES)
          .add(POLYGONS, LabelColumns.POLYGONS)
          .add(KEYPOINTS, LabelColumns.KEYPOINTS);

  /**
   * Describes the rows; the pictures themselves are read by the tasks.
   *
   * @throws IllegalArgumentException if the path does not hold what the source expects
   */
  Dataset<Row> read(SparkSession spark);

  /** The shapes of a picture; a box that cannot be one is told with the name of its picture. */
  static Labels told(String form, String name, Supplier<Labels> shapes) {
    try {
      return shapes.get();
    } catch (IllegalArgumentException e) {
      var message = String.valueOf(e.getMessage());
      throw message.startsWith(form)
          ? e
          : new IllegalArgumentException(
              "%s annotation of \"%s\" cannot be used: %s".formatted(form, name, message), e);
    }
  }

  /** One row of the schema. */
  static Row row(String key, byte[] image, String split, Labels labels) {
    var columns = new LabelColumns(3, 4, 5, BoxFormat.CORNERS, BoxShape.UPRIGHT);
    Object[] values = {key, image, split, LabelColumns.NONE, LabelColumns.NONE, LabelColumns.NONE};
    columns.write(labels, new Size(1, 1), values); // corners in pixels hang on no size
    return RowFactory.create(values);
  }
}
