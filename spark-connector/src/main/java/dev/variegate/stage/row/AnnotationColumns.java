package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Size;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.label.LabelRules;
import dev.variegate.lineage.Annotations;
import dev.variegate.stage.param.LabelOptions;
import dev.variegate.stage.param.LabelParams;
import dev.variegate.stage.param.ParamSupport;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What goes with the images of a table, read from its columns and written back to them.
 *
 * @param masks columns of masks
 * @param labels columns of shapes
 * @param rules what happens to shapes that leave the image
 */
public record AnnotationColumns(List<ImageColumn> masks, LabelColumns labels, LabelRules rules)
    implements Serializable {

  /** Nothing goes with the images. */
  public static final AnnotationColumns NOTHING =
      new AnnotationColumns(
          List.of(),
          new LabelColumns(-1, -1, -1, BoxFormat.CORNERS, BoxShape.AXIS_ALIGNED),
          new LabelRules());

  /** As the Params say, after a look at the columns that they name. */
  public static AnnotationColumns of(LabelParams<?> stage, StructType given) {
    var masks = new ArrayList<ImageColumn>();
    for (var name : stage.getOrDefault(stage.maskCols())) {
      masks.add(ImageColumn.named(given, name, "maskCols"));
    }
    var shape = LabelOptions.shape(stage.getOrDefault(stage.boxShape()));
    var labels =
        new LabelColumns(
                column(stage, given, stage.boxesCol(), LabelColumns.BOXES),
                column(stage, given, stage.polygonsCol(), LabelColumns.POLYGONS),
                column(stage, given, stage.keypointsCol(), LabelColumns.KEYPOINTS),
                LabelOptions.format(stage.getOrDefault(stage.boxFormat())),
                shape)
            .in(given);
    var rules =
        new LabelRules(
            LabelOptions.outside(stage.getOrDefault(stage.outside())),
            shape,
            (double) stage.getOrDefault(stage.minVisibility()),
            (double) stage.getOrDefault(stage.minArea()),
            LabelOptions.mirrored(stage.getOrDefault(stage.mirroredLabels())));
    return new AnnotationColumns(List.copyOf(masks), labels, rules);
  }

  /** What goes with the image of a row. */
  Annotations of(Row row, Size image, ImageCodec codec) {
    var given = new ArrayList<byte[]>();
    for (var mask : masks) {
      if (row.isNullAt(mask.index())) {
        throw new IllegalArgumentException("Mask is null but must be there; drop the row");
      }
      given.add(mask.encoded(row, codec));
    }
    return new Annotations(image, given, labels.read(row, image));
  }

  /** The row with what goes with its changed image; where nothing changed, the same row. */
  Row changed(Row row, Optional<Annotations> changed, ImageCodec codec) {
    if (changed.isEmpty() || equals(NOTHING)) {
      return row;
    }
    var values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    var after = changed.get();
    for (int i = 0; i < masks.size(); i++) {
      values[masks.get(i).index()] = masks.get(i).copy(after.masks().get(i), row, codec);
    }
    labels.write(after.labels(), after.size(), values);
    return RowFactory.create(values);
  }

  private static int column(
      LabelParams<?> stage, StructType given, Param<String> param, DataType type) {
    return ParamSupport.value(stage, param)
        .map(name -> column(given, name, param.name(), type))
        .orElse(-1);
  }

  private static int column(StructType given, String name, String param, DataType type) {
    int index = Columns.index(given, name, param);
    return LabelColumns.holds(given.fields()[index].dataType(), type)
        ? index
        : Columns.typed(given, name, param, type); // says
  }
}
