package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;

import dev.variegate.image.Image;
import dev.variegate.random.Seeds;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How sure a classifier is, on average, of what images show. */
final class Certainty {

  /** The classifier of clothes. */
  static final String JUDGE = "fashion-mnist-cnn";

  private static final int SIDE = 28;

  private Certainty() {}

  /** The mean probability of the likeliest class, 0.1 to 1. */
  static double of(Hall hall, String judge, Dataset<Row> images) {
    var likeliest = array_max(functions.vector_to_array(col("probability"), "float64"));
    return hall.judge(judge).transform(images).agg(avg(likeliest)).first().getDouble(0);
  }

  /** The fraction of images whose class is that of their label, 0 to 1. */
  static double labeled(Hall hall, Dataset<Row> images) {
    var judged = hall.judge(JUDGE).transform(images).cache();
    double fraction = judged.where("label = prediction").count() / (double) judged.count();
    judged.unpersist();
    return fraction;
  }

  /** Images of nothing: normal noise, from its least to its greatest value, as clothes are. */
  static Map<String, byte[]> noise(int count) {
    var images = new TreeMap<String, byte[]>();
    for (int i = 0; i < count; i++) {
      var key = "noise-%03d".formatted(i);
      var random = Seeds.generator(1, key, 0, 0);
      var samples = new byte[SIDE * SIDE];
      for (int at = 0; at < samples.length; at++) {
        samples[at] =
            (byte) Math.max(0, Math.min(255, Math.round(127.5 + 40 * random.nextGaussian())));
      }
      try (var image = Image.ofBytes(SIDE, SIDE, 1, samples)) {
        images.put(key, Hall.png(image));
      }
    }
    return images;
  }
}
