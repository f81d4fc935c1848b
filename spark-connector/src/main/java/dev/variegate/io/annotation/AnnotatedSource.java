package dev.variegate.io.annotation;

import dev.variegate.io.ImageSource;
import dev.variegate.stage.row.LabelColumns;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where images come from with the shapes in them; every kind gives the same seven columns.
 *
 * <ul>
 *   <li>{@code key} (string), {@code image} (binary, null where the file is missing) and {@code
 *       split} (string), as {@link ImageSource} has them;
 *   <li>{@value #BOXES}, {@value #POLYGONS} and {@value #KEYPOINTS}: arrays of the types of {@link
 *       LabelColumns} with attributes, empty where there are none; boxes as left, top, right,
 *       bottom in pixels, a rotated one also with its degrees. Shapes of one instance have one
 *       object number. The classes of the whole set are metadata of these columns;
 *   <li>{@value #IMAGE_ID} (string): the id that the set has for the image, null where it has none.
 * </ul>
 *
 * <p>Where an annotation cannot be used, {@code handleInvalid} decides: {@code error} ends the job
 * with the file, the image and the field; {@code skip} leaves out the image's row; {@code keep}
 * keeps it with those annotations that can be used, and says what is wrong in a column {@value
 * #ERROR}, which is null elsewhere. A file that cannot be read at all always ends the job.
 */
public interface AnnotatedSource extends ImageSource {

  String BOXES = "boxes";
  String POLYGONS = "polygons";
  String KEYPOINTS = "keypoints";
  String IMAGE_ID = "imageId";
  String ERROR = "error";

  /** The columns of shapes. */
  List<String> SHAPES = List.of(BOXES, POLYGONS, KEYPOINTS);

  /** The columns that every source gives. */
  StructType SCHEMA =
      new StructType()
          .add(KEY, DataTypes.StringType)
          .add(IMAGE, DataTypes.BinaryType)
          .add(SPLIT, DataTypes.StringType)
          .add(BOXES, LabelColumns.attributed(LabelColumns.BOXES))
          .add(POLYGONS, LabelColumns.attributed(LabelColumns.POLYGONS))
          .add(KEYPOINTS, LabelColumns.attributed(LabelColumns.KEYPOINTS))
          .add(IMAGE_ID, DataTypes.StringType);

  /** {@code error}, {@code skip} or {@code keep}. */
  String handleInvalid();

  /** Images have no class of their own: their boxes have. */
  @Override
  default boolean isLabeled() {
    return false;
  }
}
