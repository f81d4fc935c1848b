package dev.variegate.benchmarks.gallery;

import dev.variegate.benchmarks.gallery.Exhibit.Figure;
import dev.variegate.benchmarks.gallery.Hall.Patience;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.stage.GenerativeSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;

/** Clothes of noise, by every kind of scheduler. */
final class Diffused {

  private static final int SHOWN = 16;
  private static final String BUNDLE = "fashion-ddpm-unet";

  /** All that sample networks which predict noise. */
  private static final List<String> SCHEDULERS =
      List.of(
          "ddpm",
          "ddim",
          "euler",
          "euler-ancestral",
          "heun",
          "dpm-solver",
          "unipc",
          "pndm",
          "lms",
          "lcm");

  private static final int STEPS = 20;

  private record Way(String scheduler, int steps, double eta) {
    String title() {
      return eta > 0 ? "%s, eta %.0f".formatted(scheduler, eta) : scheduler;
    }
  }

  private final Hall hall;
  private final List<Row> rows = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  private Diffused(Hall hall) {
    this.hall = hall;
  }

  static Exhibit exhibit(Hall hall) {
    var shown = new Diffused(hall);
    shown.add("test clothes", "as they are", hall.clothes(SHOWN), Hall.GIVEN);
    shown.add("noise", "as it is", hall.table(Certainty.noise(SHOWN)), Hall.GIVEN);
    for (var way : ways(hall.patience())) {
      shown.add(way.title(), way.steps() + " steps", shown.made(way), Hall.MADE);
    }
    return new Exhibit(
        "diffusion",
        "Clothes of noise",
        "GenerativeSampler with fashion-ddpm-unet",
        new Scale(84, 190),
        shown.rows,
        shown.figures);
  }

  private static List<Way> ways(Patience patience) {
    var ways = new ArrayList<>(List.of(new Way("ddim", 50, 0), new Way("ddim", 50, 1)));
    for (var scheduler : SCHEDULERS) {
      ways.add(new Way(scheduler, STEPS, 0));
    }
    if (patience == Patience.MINUTES) {
      ways.add(new Way("ddpm", 1000, 0));
    }
    return ways;
  }

  private Dataset<org.apache.spark.sql.Row> made(Way way) {
    return new GenerativeSampler()
        .setModel(hall.bundle(BUNDLE))
        .setCounts(SHOWN + "")
        .setKeyCol("key")
        .setSeed(1)
        .setScheduler(way.scheduler())
        .setSteps(way.steps())
        .setEta(way.eta())
        .transform(hall.nothing())
        .cache();
  }

  private void add(
      String title, String subtitle, Dataset<org.apache.spark.sql.Row> images, int color) {
    var tiles = Hall.tiles(List.copyOf(Hall.images(images).values()), "", color);
    rows.add(new Row(title, subtitle, List.of(tiles)));
    figures.add(
        new Figure(
            "%s, %s: certainty of fashion-mnist-cnn".formatted(title, subtitle),
            String.format(Locale.ROOT, "%.2f", Certainty.of(hall, Certainty.JUDGE, images))));
    images.unpersist();
  }
}
