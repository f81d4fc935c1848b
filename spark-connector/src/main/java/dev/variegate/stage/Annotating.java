package dev.variegate.stage;

import dev.variegate.image.ImageCodec;
import dev.variegate.image.Size;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabelRules.Outside;
import dev.variegate.policy.Annotations;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What goes with the pictures of a table, read from its columns and written back to them.
 *
 * @param masks columns of masks
 * @param labels columns of shapes
 * @param rules what becomes of shapes that leave the picture
 */
record Annotating(List<PictureColumn> masks, LabelColumns labels, LabelRules rules)
    implements Serializable {

  /** Nothing goes with the pictures. */
  static final Annotating NOTHING =
      new Annotating(
          List.of(),
          new LabelColumns(-1, -1, -1, BoxFormat.CORNERS, BoxShape.UPRIGHT),
          new LabelRules());

  /** As the Params say, after a look at the columns that they name. */
  static Annotating of(LabelParams<?> stage, StructType given) {
    var masks = new ArrayList<PictureColumn>();
    for (var name : stage.getOrDefault(stage.maskCols())) {
      masks.add(PictureColumn.named(given, name, "maskCols"));
    }
    var shape = shape(stage.getOrDefault(stage.boxShape()));
    var labels =
        new LabelColumns(
                column(stage, given, stage.boxesCol(), LabelColumns.BOXES),
                column(stage, given, stage.polygonsCol(), LabelColumns.POLYGONS),
                column(stage, given, stage.keypointsCol(), LabelColumns.KEYPOINTS),
                format(stage.getOrDefault(stage.boxFormat())),
                shape)
            .in(given);
    var rules =
        new LabelRules(
            outside(stage.getOrDefault(stage.outside())),
            shape,
            (double) stage.getOrDefault(stage.minVisibility()),
            (double) stage.getOrDefault(stage.minArea()),
            mirrored(stage.getOrDefault(stage.mirroredLabels())));
    return new Annotating(List.copyOf(masks), labels, rules);
  }

  /** As {@link LabelRules#LabelRules()} has them. */
  static void defaults(LabelParams<?> stage) {
    var usual = new LabelRules();
    stage.setDefault(stage.maskCols(), new String[0]);
    stage.setDefault(stage.boxFormat(), word(BoxFormat.CORNERS));
    stage.setDefault(stage.boxShape(), word(usual.boxes()));
    stage.setDefault(stage.outside(), word(usual.outside()));
    stage.setDefault(stage.minVisibility(), usual.leastVisible());
    stage.setDefault(stage.minArea(), usual.leastArea());
    stage.setDefault(stage.mirroredLabels(), new String[0]);
  }

  /** What goes with the picture of a row. */
  Annotations of(Row row, Size picture, ImageCodec codec) {
    var given = new ArrayList<byte[]>();
    for (var mask : masks) {
      if (row.isNullAt(mask.index())) {
        throw new IllegalArgumentException("Mask is null, must be there; drop the row");
      }
      given.add(mask.encoded(row, codec));
    }
    return new Annotations(picture, given, labels.read(row, picture));
  }

  /** The row with what goes with its changed picture; where nothing changed, the same row. */
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

  static BoxFormat format(String word) {
    return named(BoxFormat.values(), word, "boxFormat");
  }

  static BoxShape shape(String word) {
    return named(BoxShape.values(), word, "boxShape");
  }

  static Outside outside(String word) {
    return named(Outside.values(), word, "outside");
  }

  static void requireVisibility(double share) {
    new LabelRules(Outside.CLIP, BoxShape.UPRIGHT, share, 0, Map.of());
  }

  static void requireArea(double area) {
    new LabelRules(Outside.CLIP, BoxShape.UPRIGHT, 0, area, Map.of());
  }

  static void requireNames(String... columns) {
    for (var column : columns) {
      ParamSupport.requireName(column, "maskCols");
    }
  }

  /** Reads pairs such as {@code left-eye=right-eye}. */
  static Map<String, String> mirrored(String... pairs) {
    var mirrored = new TreeMap<String, String>();
    for (var pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 0 || mirrored.containsKey(pair.substring(0, equals))) {
        throw new IllegalArgumentException(
            "mirroredLabels has \"%s\", must have pairs such as left-eye=right-eye, each label once; correct it"
                .formatted(pair));
      }
      mirrored.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return new LabelRules(Outside.CLIP, BoxShape.UPRIGHT, 0, 0, mirrored).mirrored();
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
        : Columns.typed(given, name, param, type); // tells
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E named(E[] all, String word, String param) {
    return Arrays.stream(all)
        .filter(value -> word(value).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is \"%s\", must be one of: %s; set one"
                        .formatted(
                            param,
                            word,
                            Arrays.stream(all)
                                .map(Annotating::word)
                                .collect(Collectors.joining(", ")))));
  }
}
