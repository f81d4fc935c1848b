package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.col;

import dev.variegate.benchmarks.gallery.Exhibit.Figure;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.generate.latent.LatentInterpolation;
import dev.variegate.quality.Comparison;
import dev.variegate.quality.Comparison.Channel;
import dev.variegate.quality.Psnr;
import dev.variegate.stage.LatentAugmenter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;

/** Photos taken into the latent space of an autoencoder, changed there, and brought back. */
final class Latents {

  private static final int ALL = 24;
  private static final int SHOWN = 5;
  private static final String BUNDLE = "taef2";

  private Latents() {}

  static Exhibit exhibit(Hall hall) {
    var photos = hall.images("photos", ALL);
    var few = hall.images("photos", SHOWN);
    var trip = Hall.made(changer(hall, "reconstruct", "0"), photos);
    var rows = new ArrayList<Row>();
    rows.add(Hall.given("photos", few));
    rows.add(
        new Row("there and back", "", List.of(Hall.tiles(trip.subList(0, SHOWN), "", Hall.MADE))));
    for (var change : List.of("perturb", "turn")) {
      for (var amount : List.of("0.1", "0.3", "0.6")) {
        rows.add(Hall.made(change + " " + amount, "", changer(hall, change, amount), few));
      }
    }
    var one = few.withColumn("label", col("split")); // all are of one class
    rows.add(partners(hall, one));
    for (var amount : List.of("0.25", "0.5", "0.75")) {
      var way = changer(hall, "interpolate", amount);
      rows.add(Hall.made("slerp " + amount, "to its partner", way, one));
    }
    for (var course : List.of(LatentInterpolation.LERP, LatentInterpolation.SPLINE)) {
      var way = changer(hall, "interpolate", "0.5").setInterpolation(course);
      rows.add(Hall.made(course + " 0.5", "to its partner", way, one));
    }
    return new Exhibit(
        "latents",
        "Photos changed in the latent space of taef2",
        "LatentAugmenter",
        new Scale(180, 190),
        rows,
        List.of(new Figure("taef2: there and back, mean of 24 photos", decibels(photos, trip))));
  }

  private static LatentAugmenter changer(Hall hall, String change, String amount) {
    return hall.replacing(new LatentAugmenter(), BUNDLE).setOperation(change).setAmount(amount);
  }

  private static Row partners(Hall hall, Dataset<org.apache.spark.sql.Row> photos) {
    Map<String, byte[]> images = Hall.images(photos);
    var partners =
        changer(hall, "interpolate", "0").transform(photos).orderBy("key").select("partner");
    var shown = partners.collectAsList().stream().map(row -> images.get(row.getString(0))).toList();
    return new Row("partners", "as they are", List.of(Hall.tiles(shown, "", Hall.GIVEN)));
  }

  private static String decibels(Dataset<org.apache.spark.sql.Row> photos, List<byte[]> made) {
    double sum = 0;
    var again = made.iterator();
    for (var encoded : Hall.images(photos).values()) {
      try (var photo = Hall.decoded(encoded);
          var image = Hall.decoded(again.next())) {
        sum += Psnr.of(photo, image, new Comparison(Channel.RGB, 0));
      }
    }
    return String.format(Locale.ROOT, "%.2f dB", sum / made.size());
  }
}
