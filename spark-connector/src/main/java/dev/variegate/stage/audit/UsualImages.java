package dev.variegate.stage.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;

import dev.variegate.quality.source.UsualImage;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What images of each class are like. */
final class UsualImages {

  private static final StructType SCHEMA =
      new StructType()
          .add("label", "string")
          .add("sharpness", "double")
          .add("area", "double")
          .add("aspect", "double");

  private UsualImages() {}

  /** By exact medians, which depend on no order. */
  static Map<String, UsualImage> of(JavaRDD<AuditedImage> images, SparkSession spark) {
    var rows =
        images.map(
            image ->
                RowFactory.create(image.label(), image.sharpness(), image.area(), image.aspect()));
    var usual = new HashMap<String, UsualImage>();
    var half = lit(0.5);
    for (var row :
        spark
            .createDataFrame(rows, SCHEMA)
            .groupBy("label")
            .agg(
                percentile(col("sharpness"), half),
                percentile(col("area"), half),
                percentile(col("aspect"), half))
            .collectAsList()) {
      usual.put(
          row.getString(0), new UsualImage(row.getDouble(1), row.getDouble(2), row.getDouble(3)));
    }
    return usual;
  }
}
