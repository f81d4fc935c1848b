package dev.variegate.io;

import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Columns that stand in the names of folders, as in {@code label=007/}. Spark makes numbers and
 * dates of them where all look like such, which turns the label 007 into 7.
 */
final class PartitionColumns {

  private PartitionColumns() {}

  /** The schema with text for each such column whose folders cannot be restored from its values. */
  static StructType kept(Dataset<Row> rows, Path root) {
    var texts = texts(rows, root);
    return new StructType(
        Arrays.stream(rows.schema().fields())
            .map(field -> isKept(field, texts) ? field : text(field))
            .toArray(StructField[]::new));
  }

  private static boolean isKept(StructField field, Map<String, Set<String>> texts) {
    return texts.getOrDefault(field.name(), Set.of()).stream()
        .allMatch(text -> text.equals(canonical(field, text)));
  }

  /** The text of the value that Spark makes of a text; empty where that is another matter. */
  private static String canonical(StructField field, String text) {
    var type = field.dataType();
    try {
      if (type.equals(DataTypes.StringType)) {
        return text;
      }
      if (type.equals(DataTypes.DoubleType)) {
        return Double.toString(Double.parseDouble(text));
      }
      if (type.equals(DataTypes.DateType)) {
        return LocalDate.parse(text).toString();
      }
      return new BigInteger(text).toString();
    } catch (NumberFormatException | DateTimeException e) {
      return "";
    }
  }

  private static StructField text(StructField field) {
    return new StructField(field.name(), DataTypes.StringType, field.nullable(), field.metadata());
  }

  /** The texts of each column, as the folders of the files below the root have them. */
  private static Map<String, Set<String>> texts(Dataset<Row> rows, Path root) {
    var texts = new LinkedHashMap<String, Set<String>>();
    for (var file : rows.inputFiles()) {
      var folder = new Path(URI.create(file)).getParent();
      for (; folder != null && folder.depth() > root.depth(); folder = folder.getParent()) {
        var parts = folder.getName().split("=", 2);
        if (parts.length == 2 && !parts[1].equals(ExternalCatalogUtils.DEFAULT_PARTITION_NAME())) {
          texts
              .computeIfAbsent(
                  ExternalCatalogUtils.unescapePathName(parts[0]), any -> new TreeSet<>())
              .add(ExternalCatalogUtils.unescapePathName(parts[1]));
        }
      }
    }
    return texts;
  }
}
