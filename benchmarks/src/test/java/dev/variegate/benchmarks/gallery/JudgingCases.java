package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;

/** What classifiers say of images whose class is known. */
final class JudgingCases {

  private JudgingCases() {}

  static void add(Map<String, Consumer<Hall>> cases) {
    cases.put("fashion-mnist-cnn", JudgingCases::clothes);
    cases.put("mnist-cnn", JudgingCases::digits);
    cases.put("squeezenet-1.1-fp16", JudgingCases::photos);
  }

  /** Its publisher reports nine tenths. */
  private static void clothes(Hall hall) {
    var clothes = hall.clothes(500);
    assertThat(Certainty.labeled(hall, clothes)).isGreaterThan(0.88);
    var features = hall.judge("fashion-mnist-cnn").setFeaturesCol("features").transform(clothes);
    assertThat(features.first().<Vector>getAs("features").size()).isEqualTo(3200);
  }

  /** Digits are its own to see in all the samples of another network, and noise is none. */
  private static void digits(Hall hall) {
    SamplingCases.digitsOfClasses(hall);
    var judged = hall.judge("mnist-cnn").transform(hall.table(Certainty.noise(1))).first();
    double sum = 0;
    for (double fraction : judged.<Vector>getAs("probability").toArray()) {
      sum += fraction;
    }
    assertThat(sum).isCloseTo(1, offset(1e-5));
  }

  /** By their indexes in ImageNet: 971 is a bubble, 483 a castle, 146 an albatross, 958 hay. */
  private static void photos(Hall hall) {
    var said = new LinkedHashMap<String, String>();
    var sure = new LinkedHashMap<String, Double>();
    var likeliest = array_max(functions.vector_to_array(col("probability"), "float64"));
    var judged = hall.judge("squeezenet-1.1-fp16").transform(hall.images("photos", 9));
    for (var row : judged.select(col("key"), col("prediction"), likeliest).collectAsList()) {
      var photo = row.getString(0).replaceAll("\\D", "");
      said.put(photo, row.getString(1));
      sure.put(photo, row.getDouble(2));
    }
    assertThat(said)
        .containsEntry("03", "971")
        .containsEntry("04", "483")
        .containsEntry("06", "146")
        .containsEntry("09", "958");
    assertThat(sure.get("03")).isCloseTo(0.97, offset(0.02));
    assertThat(sure.get("04")).isCloseTo(0.82, offset(0.03));
  }
}
