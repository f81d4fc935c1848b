package dev.variegate.stage;

import dev.variegate.lineage.Lineage;
import dev.variegate.random.Seeds;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Tables of real and generated images by made-up features. */
public final class FeatureTables {

  private static final StructType SCHEMA =
      new StructType()
          .add("label", "string")
          .add("lineage", LineageColumn.TYPE)
          .add("features", SQLDataTypes.VectorType());

  private FeatureTables() {}

  public static List<double[]> normal(String key, int rows, int width, double mean) {
    var vectors = new ArrayList<double[]>();
    for (int i = 0; i < rows; i++) {
      var random = Seeds.generator(1, key, 0, i);
      var vector = new double[width];
      for (int k = 0; k < width; k++) {
        vector[k] = mean + random.nextGaussian();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  public static List<Row> rows(String label, boolean generated, List<double[]> vectors) {
    var rows = new ArrayList<Row>();
    for (var vector : vectors) {
      var lineage = lineage(generated ? Lineage.SAMPLE : Lineage.ORIGINAL);
      rows.add(
          RowFactory.create(
              label, rows.size() == 1 && !generated ? null : lineage, Vectors.dense(vector)));
    }
    return rows;
  }

  private static Row lineage(String method) {
    return RowFactory.create(null, null, 0, method, null, 0L, null, null, null, null, null, null);
  }

  public static List<Row> both(List<Row> some, List<Row> others) {
    var both = new ArrayList<>(some);
    both.addAll(others);
    return both;
  }

  public static Dataset<Row> table(List<Row> rows) {
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }
}
