package dev.variegate.stage.measure;

import dev.variegate.stage.row.ColumnNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * A column that a gate reads: a whole one by its name, points and all, or a field of a struct
 * behind a point.
 */
record ScoreColumn(Column column, DataType type) {

  /**
   * The column of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static ScoreColumn find(StructType schema, String name) {
    int whole = ColumnNames.find(schema.fieldNames(), name);
    if (whole >= 0) {
      var column = functions.col(ColumnNames.quoted(schema.fieldNames()[whole]));
      return new ScoreColumn(column, schema.apply(whole).dataType());
    }
    int point = name.lastIndexOf('.');
    if (point > 0) {
      int struct = ColumnNames.find(schema.fieldNames(), name.substring(0, point));
      if (struct >= 0 && schema.apply(struct).dataType() instanceof StructType fields) {
        int field = ColumnNames.find(fields.fieldNames(), name.substring(point + 1));
        if (field >= 0) {
          var column = functions.col(ColumnNames.quoted(schema.fieldNames()[struct]));
          return new ScoreColumn(
              column.getField(fields.fieldNames()[field]), fields.apply(field).dataType());
        }
      }
    }
    throw new IllegalArgumentException(
        "Column \"%s\" of gates is missing but must be one of: %s; set gates"
            .formatted(name, String.join(", ", names(schema))));
  }

  private static List<String> names(StructType schema) {
    var names = new ArrayList<String>();
    for (var field : schema.fields()) {
      names.add(field.name());
      if (field.dataType() instanceof StructType struct) {
        Arrays.stream(struct.fieldNames()).forEach(each -> names.add(field.name() + "." + each));
      }
    }
    return names;
  }

  /** As a number. */
  Column number(String name) {
    if (!(type instanceof NumericType) && !(type instanceof BooleanType)) {
      throw new IllegalArgumentException(
          "Column \"%s\" of gates has type %s but must be a number or boolean; cast it"
              .formatted(name, type.catalogString()));
    }
    return column.cast("double");
  }

  /** As text: 3 for 3, 3L and 3.0. */
  Column text() {
    var text = column.cast("string");
    return type instanceof DoubleType || type instanceof FloatType
        ? functions.regexp_replace(text, "\\.0$", "")
        : text;
  }
}
