package dev.variegate.io.annotation;

import dev.variegate.image.Size;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.row.LabelColumns;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Makes rows of images and what was found of each.
 *
 * @param shape whether boxes have their degrees
 * @param refused counts images with something wrong, for people to see: a task that runs again
 *     counts again
 */
record AnnotatedRows(InvalidRows invalid, BoxShape shape, LongAccumulator refused)
    implements Serializable {

  static final String REMEDY = ", or set handleInvalid to skip or keep";

  static AnnotatedRows of(SparkSession spark, String source, String handleInvalid) {
    return new AnnotatedRows(
        InvalidRows.parse(handleInvalid),
        BoxShape.AXIS_ALIGNED,
        spark.sparkContext().longAccumulator(source + " refused images"));
  }

  AnnotatedRows with(BoxShape other) {
    return new AnnotatedRows(invalid, other, refused);
  }

  StructType schema() {
    return keeps()
        ? AnnotatedSource.SCHEMA.add(AnnotatedSource.ERROR, DataTypes.StringType)
        : AnnotatedSource.SCHEMA;
  }

  private boolean keeps() {
    return invalid == InvalidRows.KEEP;
  }

  /** Ends the reading with a fault of the whole set, unless single rows may be invalid. */
  void requireNone(List<String> faults) {
    if (invalid == InvalidRows.ERROR && !faults.isEmpty()) {
      throw new IllegalArgumentException(faults.get(0) + REMEDY);
    }
  }

  /**
   * One row of the schema, or none.
   *
   * @throws IllegalArgumentException where something is wrong and may not be
   */
  Iterator<Row> of(String key, byte[] image, String split, String imageId, FoundLabels found) {
    if (!found.faults().isEmpty()) {
      refused.add(1);
      requireNone(found.faults());
      if (!keeps()) {
        return List.<Row>of().iterator();
      }
    }
    var columns = new LabelColumns(3, 4, 5, BoxFormat.CORNERS, shape);
    var none = LabelColumns.NONE;
    Object[] values = {key, image, split, none, none, none, imageId, null};
    values[7] = found.faults().isEmpty() ? null : String.join("; ", found.faults());
    columns
        .in(AnnotatedSource.SCHEMA)
        .write(found.labels(), new Size(1, 1), values); // corners in pixels hang on no size
    return List.of(RowFactory.create(keeps() ? values : Arrays.copyOf(values, 7))).iterator();
  }
}
