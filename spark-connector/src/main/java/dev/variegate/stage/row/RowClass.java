package dev.variegate.stage.row;

import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.PlanParams;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;

/**
 * What class of a plan a row counts for: that of its column of classes; without one, the rarest of
 * the classes of its boxes, so that each image counts once; without boxes too, all are of one class
 * "".
 *
 * @param label column of classes, or -1
 * @param boxes column of boxes, or -1
 * @param field of a box that holds its class
 * @param ranks of the classes of boxes, from 0, that of the fewest images
 */
public record RowClass(int label, int boxes, int field, Map<String, Integer> ranks)
    implements Serializable {

  /** Every row is of the class "". */
  public static final RowClass NONE = new RowClass(-1, -1, -1, Map.of());

  public RowClass {
    ranks = Map.copyOf(ranks);
  }

  /**
   * As the Params of a plan say.
   *
   * @param rarest the classes of boxes, that of the fewest images first, if they are known
   * @param counted whether a class of each image must be known
   */
  public static RowClass of(
      PlanParams<?> plan, StructType given, List<String> rarest, boolean counted) {
    var labelCol = plan.getOrDefault(plan.labelCol());
    boolean there = ColumnNames.find(given.fieldNames(), labelCol) >= 0;
    if (there || plan.isSet(plan.labelCol()) || (counted && !plan.isDefined(plan.boxesCol()))) {
      return new RowClass(Columns.label(given, labelCol), -1, -1, Map.of());
    }
    var boxesCol = ParamSupport.value(plan, plan.boxesCol());
    if (boxesCol.isEmpty()) {
      return NONE;
    }
    int boxes = Columns.index(given, boxesCol.get(), "boxesCol");
    var box = (StructType) ((ArrayType) given.fields()[boxes].dataType()).elementType();
    var ranks = new HashMap<String, Integer>();
    rarest.forEach(name -> ranks.put(name, ranks.size()));
    return new RowClass(-1, boxes, box.fieldIndex("label"), ranks);
  }

  /** Whether the classes of boxes have to be counted first. */
  public boolean ofBoxes() {
    return boxes >= 0;
  }

  /**
   * The class of a row.
   *
   * @throws IllegalArgumentException if its column of classes is null
   */
  public String of(Row row) {
    if (label >= 0) {
      return LabelType.label(row, label);
    }
    if (boxes < 0) {
      return "";
    }
    return ofBoxes(row).stream()
        .filter(ranks::containsKey)
        .min(Comparator.comparing(ranks::get))
        .orElse("");
  }

  /** The classes of the boxes of a row. */
  public Set<String> ofBoxes(Row row) {
    if (row.isNullAt(boxes)) {
      return Set.of();
    }
    var named = new HashSet<String>();
    for (Row box : row.<Row>getList(boxes)) {
      if (!box.isNullAt(field)) {
        named.add(box.getString(field));
      }
    }
    return named;
  }
}
