package dev.variegate.stage.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A column that a store keeps. MLlib's vectors are kept as arrays, which other programs read too.
 *
 * @param name in the store
 * @param type in the store
 * @param width numbers of each vector; 0 where it is no vector, or its width is not known
 */
public record StoredColumn(String name, DataType type, int width) {

  /** A vector whose numbers are those of floats, as networks give them. */
  public static StoredColumn floats(String name, int width) {
    return new StoredColumn(name, DataTypes.createArrayType(DataTypes.FloatType, false), width);
  }

  /** A vector of any numbers. */
  public static StoredColumn doubles(String name, int width) {
    return new StoredColumn(name, DataTypes.createArrayType(DataTypes.DoubleType, false), width);
  }

  /** A column that is kept as it is. */
  public static StoredColumn plain(String name, DataType type) {
    return new StoredColumn(name, type, 0);
  }

  /** What is written, of the column that an extractor adds under the same name. */
  Column written() {
    if (!(type instanceof ArrayType array)) {
      return col(name);
    }
    var numbers = array.elementType().equals(DataTypes.FloatType) ? "float32" : "float64";
    return org.apache.spark.ml.functions.vector_to_array(col(name), numbers).as(name);
  }

  /** What a table is given, of the column that is read. */
  Column restored() {
    return type instanceof ArrayType
        ? org.apache.spark.ml.functions.array_to_vector(col(name))
        : col(name);
  }

  /** How many numbers the vector that is read has, as text. */
  Column foundWidth() {
    return size(col(name)).cast(DataTypes.StringType);
  }

  /** As a description says it: {@code array<float> of 64}. */
  String described() {
    return width > 0 ? type.simpleString() + " of " + width : type.simpleString();
  }
}
