package dev.variegate.stage.check;

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
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * A column that a gate or a check reads: a whole one by its name, points and all, or a field of a
 * struct behind a point.
 */
public record ScoreColumn(String name, String param, Column column, DataType type) {

  /**
   * The column of a name, which a Param gives.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ScoreColumn find(StructType schema, String name, String param) {
    int whole = ColumnNames.find(schema.fieldNames(), name);
    if (whole >= 0) {
      var column = functions.col(ColumnNames.quoted(schema.fieldNames()[whole]));
      return new ScoreColumn(name, param, column, schema.apply(whole).dataType());
    }
    int point = name.lastIndexOf('.');
    if (point > 0) {
      int struct = ColumnNames.find(schema.fieldNames(), name.substring(0, point));
      if (struct >= 0 && schema.apply(struct).dataType() instanceof StructType fields) {
        int field = ColumnNames.find(fields.fieldNames(), name.substring(point + 1));
        if (field >= 0) {
          var column = functions.col(ColumnNames.quoted(schema.fieldNames()[struct]));
          return new ScoreColumn(
              name,
              param,
              column.getField(fields.fieldNames()[field]),
              fields.apply(field).dataType());
        }
      }
    }
    throw new IllegalArgumentException(
        "Column \"%s\" of %s is missing but must be one of: %s; set %s"
            .formatted(name, param, String.join(", ", names(schema)), param));
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

  /**
   * As a number.
   *
   * @throws IllegalArgumentException if it is none
   */
  Column number() {
    if (!(type instanceof NumericType) && !(type instanceof BooleanType)) {
      throw new IllegalArgumentException(
          "Column \"%s\" of %s has type %s but must be a number or boolean; cast it"
              .formatted(name, param, type.catalogString()));
    }
    return column.cast("double");
  }

  /** Whether it holds texts. */
  boolean isText() {
    return type instanceof StringType;
  }

  /** As text: 3 for 3, 3L and 3.0. */
  public Column text() {
    var text = column.cast("string");
    return type instanceof DoubleType || type instanceof FloatType
        ? functions.regexp_replace(text, "\\.0$", "")
        : text;
  }
}
