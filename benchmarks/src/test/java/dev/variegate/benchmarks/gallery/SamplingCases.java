package dev.variegate.benchmarks.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.stage.GenerativeSampler;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Images of latent vectors. */
final class SamplingCases {

  private static final String DIGIT_JUDGE = "mnist-cnn";

  private SamplingCases() {}

  static void add(Map<String, Consumer<Hall>> cases) {
    cases.put("face-dcgan-32", SamplingCases::faces);
    cases.put("mnist-vae-decoder", SamplingCases::digits);
    cases.put("mnist-conditional-wgan", SamplingCases::digitsOfClasses);
  }

  /** Warm colors, in which red outweighs blue, about a middle that is lighter than the rim. */
  private static void faces(Hall hall) {
    var faces = seen(made(hall, "face-dcgan-32", "64"));
    assertThat(faces).hasSize(64).allMatch(face -> face.size().equals("32x32x3"));
    assertThat(faces).allMatch(face -> face.deviation() > 20);
    assertThat(mean(faces.stream().map(face -> face.means()[0] - face.means()[2]).toList()))
        .isGreaterThan(15);
    assertThat(mean(faces.stream().map(Seen::mean).toList())).isBetween(90.0, 150.0);
    assertThat(mean(faces.stream().map(Seen::middleOverRim).toList())).isGreaterThan(10);
    assertThat(faces.get(0).gap(faces.get(1))).isGreaterThan(10);
  }

  /** Bright strokes in the middle of black, which a classifier is sure of. */
  private static void digits(Hall hall) {
    var table = made(hall, "mnist-vae-decoder", "64");
    var digits = seen(table);
    assertThat(digits).hasSize(64).allMatch(digit -> digit.size().equals("28x28x1"));
    assertThat(mean(digits.stream().map(Seen::mean).toList())).isBetween(20.0, 55.0);
    assertThat(mean(digits.stream().map(Seen::middleOverRim).toList())).isGreaterThan(50);
    assertThat(Certainty.of(hall, DIGIT_JUDGE, table)).isGreaterThan(0.75);
  }

  /** Rough, but 25 of 40 are what they were asked to be; over ten seeds 2,535 of 4,000. */
  static void digitsOfClasses(Hall hall) {
    assertThat(right(hall, made(hall, "mnist-conditional-wgan", ofEach(40))))
        .as("digits read as asked, of 400")
        .isGreaterThanOrEqualTo(250);
  }

  /** How many digits the classifier reads as what they were asked to be. */
  private static long right(Hall hall, Dataset<Row> digits) {
    return hall.judge(DIGIT_JUDGE).transform(digits).where("label = prediction").count();
  }

  private static Dataset<Row> made(Hall hall, String model, String counts) {
    return new GenerativeSampler()
        .setModel(hall.bundle(model))
        .setCounts(counts)
        .setKeyCol("key")
        .setSeed(4)
        .transform(hall.nothing());
  }

  private static String ofEach(int count) {
    return IntStream.range(0, 10)
        .mapToObj(digit -> "\"%d\": %d".formatted(digit, count))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static List<Seen> seen(Dataset<Row> made) {
    return Hall.images(made).values().stream().map(Seen::of).toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
