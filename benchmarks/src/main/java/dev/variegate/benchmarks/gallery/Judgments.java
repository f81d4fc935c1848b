package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;

import dev.variegate.benchmarks.gallery.Exhibit.Figure;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;

/** What classifiers say of real images. */
final class Judgments {

  private static final int CLOTHES = 1_000;
  private static final int SHOWN = 8;

  private Judgments() {}

  static Exhibit exhibit(Hall hall) {
    var clothes = hall.judge("fashion-mnist-cnn").transform(hall.clothes(CLOTHES)).cache();
    double right = clothes.where("label = prediction").count() / (double) CLOTHES;
    var photos = hall.judge("squeezenet-1.1-fp16").transform(hall.images("photos", 2 * SHOWN));
    var seen = tiles(photos);
    return new Exhibit(
        "judgments",
        "What classifiers say of real images",
        "ImageClassifier: class and probability; squeezenet's classes are indexes of ImageNet",
        new Scale(112, 240),
        List.of(
            new Row("fashion-mnist-cnn", "clothes", List.of(tiles(clothes.limit(SHOWN)))),
            new Row("squeezenet", "photos", List.of(seen.subList(0, SHOWN))),
            new Row("", "", List.of(seen.subList(SHOWN, seen.size())))),
        List.of(
            new Figure(
                "fashion-mnist-cnn: right of %,d test clothes".formatted(CLOTHES),
                String.format(Locale.ROOT, "%.3f", right))));
  }

  private static List<Tile> tiles(Dataset<org.apache.spark.sql.Row> judged) {
    return judged
        .orderBy("key")
        .select(
            col("image"),
            col("prediction"),
            array_max(functions.vector_to_array(col("probability"), "float64")))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Tile(
                    row.getAs(0),
                    String.format(Locale.ROOT, "%s %.2f", row.getString(1), row.getDouble(2)),
                    Hall.GIVEN))
        .toList();
  }
}
