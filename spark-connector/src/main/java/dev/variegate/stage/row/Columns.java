package dev.variegate.stage.row;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.ml.image.ImageSchema$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Looks a schema over before any job runs; every refusal names column, type, rule and remedy. */
public final class Columns {

  private Columns() {}

  /** The index of a column of images: encoded bytes, or Spark's image struct. */
  public static int image(StructType schema, String name, String param) {
    int index = index(schema, name, param);
    var type = schema.fields()[index].dataType();
    if (!type.equals(DataTypes.BinaryType) && !isImageStruct(type)) {
      throw new IllegalArgumentException(
          "Column \"%s\" has type %s but must be the Spark image struct or binary; read it with format(\"binaryFile\") or cast it"
              .formatted(name, type.catalogString()));
    }
    return index;
  }

  /** The index of a column of text. */
  static int text(StructType schema, String name, String param) {
    int index = index(schema, name, param);
    var type = schema.fields()[index].dataType();
    if (!type.equals(DataTypes.StringType)) {
      throw new IllegalArgumentException(
          "Column \"%s\" of %s has type %s but must be string; cast it"
              .formatted(name, param, type.catalogString()));
    }
    return index;
  }

  /** The index of a column of text, or -1 where none is named. */
  static int text(StructType schema, Optional<String> name, String param) {
    return name.map(given -> text(schema, given, param)).orElse(-1);
  }

  /** The index of a column of a type, whatever in it may be null. */
  public static int typed(StructType schema, String name, String param, DataType type) {
    int index = index(schema, name, param);
    var there = schema.fields()[index].dataType();
    if (!DataType.equalsIgnoreNullability(there, type)) {
      throw new IllegalArgumentException(
          "Column \"%s\" of %s has type %s but must be %s; cast it"
              .formatted(name, param, there.catalogString(), type.catalogString()));
    }
    return index;
  }

  /** The index of a column of classes: string, integer or double. */
  public static int label(StructType schema, String name) {
    int index = index(schema, name, "labelCol");
    LabelType.of(schema.fields()[index].dataType(), name);
    return index;
  }

  /** The schema with a column added, or the same where it is there with this very type. */
  static StructType with(StructType schema, String name, DataType type, String param) {
    int index = ColumnNames.find(schema.fieldNames(), name);
    if (index < 0) {
      return schema.add(name, type, true);
    }
    var there = schema.fields()[index];
    if (!DataType.equalsIgnoreNullability(there.dataType(), type)) {
      throw new IllegalArgumentException(
          "Column \"%s\" of %s is there already with type %s but must be new or of type %s; set %s to another name"
              .formatted(
                  there.name(),
                  param,
                  there.dataType().catalogString(),
                  type.catalogString(),
                  param));
    }
    return schema;
  }

  /** The schema with a column that must be new. */
  public static StructType added(StructType schema, String name, DataType type, String param) {
    int there = ColumnNames.find(schema.fieldNames(), name);
    if (there >= 0) {
      throw new IllegalArgumentException(
          "Column \"%s\" of %s is there already but must be new; drop it or set %s to another name"
              .formatted(schema.fieldNames()[there], param, param));
    }
    return schema.add(name, type, true);
  }

  /** The same columns, each of which may be null. */
  static StructType nullable(StructType schema) {
    return new StructType(
        Arrays.stream(schema.fields())
            .map(f -> new StructField(f.name(), f.dataType(), true, f.metadata()))
            .toArray(StructField[]::new));
  }

  static boolean isImageStruct(DataType type) {
    return DataType.equalsIgnoreNullability(type, ImageSchema$.MODULE$.columnSchema());
  }

  /** The index of a column of any type. */
  public static int index(StructType schema, String name, String param) {
    int index = ColumnNames.find(schema.fieldNames(), name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Column \"%s\" of %s is missing but must be one of: %s; set %s"
              .formatted(
                  name,
                  param,
                  Arrays.stream(schema.fieldNames()).collect(Collectors.joining(", ")),
                  param));
    }
    return index;
  }
}
