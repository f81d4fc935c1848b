package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.col;

import dev.variegate.benchmarks.gallery.Exhibit.Figure;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.stage.GenerativeSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** New images of latent vectors, and how many of the asked digits a classifier recognizes. */
final class Samples {

  private static final int SHOWN = 12;
  private static final int OF_EACH = 400;

  private Samples() {}

  static Exhibit exhibit(Hall hall) {
    var rows = new ArrayList<Row>();
    for (var name : List.of("face-dcgan-32", "mnist-vae-decoder")) {
      var made = Hall.made(sampler(hall, name, "36"), hall.nothing());
      for (int from = 0; from < made.size(); from += SHOWN) {
        rows.add(row(from == 0 ? name : "", made.subList(from, from + SHOWN), ""));
      }
    }
    var asked =
        IntStream.range(0, 10)
            .mapToObj(digit -> "\"%d\": %d".formatted(digit, OF_EACH))
            .collect(Collectors.joining(", ", "{", "}"));
    var digits = sampler(hall, "mnist-conditional-wgan", asked).transform(hall.nothing()).cache();
    for (int digit = 0; digit < 10; digit++) {
      var made =
          digits.where(col("label").equalTo(digit + "")).limit(SHOWN).collectAsList().stream()
              .map(each -> each.<byte[]>getAs("image"))
              .toList();
      rows.add(row(digit == 0 ? "mnist-conditional-wgan" : "", made, "asked: " + digit));
    }
    long right = hall.judge("mnist-cnn").transform(digits).where("label = prediction").count();
    return new Exhibit(
        "samples",
        "New images from latent vectors",
        "GenerativeSampler",
        new Scale(84, 240),
        rows,
        List.of(
            new Figure(
                "mnist-conditional-wgan: asked digits that mnist-cnn recognizes",
                "%d of %d".formatted(right, digits.count()))));
  }

  private static GenerativeSampler sampler(Hall hall, String name, String counts) {
    return new GenerativeSampler()
        .setModel(hall.bundle(name))
        .setCounts(counts)
        .setKeyCol("key")
        .setSeed(1);
  }

  private static Row row(String title, List<byte[]> made, String caption) {
    return new Row(title, caption, List.of(Hall.tiles(made, "", Hall.MADE)));
  }
}
