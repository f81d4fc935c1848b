package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.expr;

import dev.variegate.benchmarks.gallery.Exhibit.Figure;
import dev.variegate.benchmarks.gallery.Hall.Patience;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.image.Image;
import dev.variegate.stage.ImageToImage;
import dev.variegate.stage.Inpainting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;

/** Real clothes that a diffusion model redraws, wholly by strengths or in a hole. */
final class Redrawn {

  private static final int SHOWN = 12;
  private static final String BUNDLE = "fashion-ddpm-unet";
  private static final int LEFT = 6;
  private static final int TOP = 9;
  private static final int WIDTH = 16;
  private static final int HEIGHT = 10;
  private static final String HOLE =
      "array(array(%d, %d, %d, %d))".formatted(LEFT, TOP, WIDTH, HEIGHT);

  private Redrawn() {}

  static Exhibit exhibit(Hall hall) {
    var clothes = hall.clothes(SHOWN);
    var rows = new ArrayList<Row>();
    var figures = new ArrayList<Figure>();
    rows.add(Hall.given("test clothes", clothes));
    for (double strength : new double[] {0.2, 0.4, 0.6, 0.8, 1}) {
      var redrawn = imageToImage(hall, strength).transform(clothes).cache();
      rows.add(made("redrawn, strength " + strength, "ddim, eta 1, 50 steps", redrawn));
      figures.add(
          new Figure(
              "strength %s: clothes that keep their class".formatted(strength),
              String.format(Locale.ROOT, "%.2f", Certainty.labeled(hall, redrawn))));
      redrawn.unpersist();
    }
    var holed = Hall.images(clothes).values().stream().map(Redrawn::holed).toList();
    rows.add(new Row("hole", "as it is", List.of(Hall.tiles(holed, "", Hall.GIVEN))));
    rows.add(Hall.made("telea", "", filler().setAlgorithm("telea"), withHole(clothes)));
    for (var filler : fillers(hall)) {
      var cost = "%s steps, gone through %s times";
      rows.add(
          Hall.made(
              "repaint",
              cost.formatted(
                  filler.getOrDefault(filler.steps()), filler.getOrDefault(filler.resamplings())),
              filler,
              withHole(clothes)));
    }
    return new Exhibit(
        "redrawn",
        "Clothes redrawn by diffusion",
        "ImageToImage by strengths; Inpainting of one hole by repaint",
        new Scale(84, 230),
        rows,
        figures);
  }

  private static ImageToImage imageToImage(Hall hall, double strength) {
    return hall.replacing(new ImageToImage(), BUNDLE)
        .setScheduler("ddim")
        .setSteps(50)
        .setEta(1)
        .setStrength(strength);
  }

  private static Inpainting filler() {
    return Hall.replacing(new Inpainting()).setHoleBoxesCol("hole");
  }

  private static List<Inpainting> fillers(Hall hall) {
    var quick = filler().setAlgorithm("repaint").setModel(hall.bundle(BUNDLE)).setResamplings(3);
    var usual = filler().setAlgorithm("repaint").setModel(hall.bundle(BUNDLE));
    return hall.patience() == Patience.MINUTES ? List.of(quick, usual) : List.of(quick);
  }

  private static Dataset<org.apache.spark.sql.Row> withHole(
      Dataset<org.apache.spark.sql.Row> clothes) {
    return clothes.withColumn("hole", expr(HOLE));
  }

  private static Row made(String title, String subtitle, Dataset<org.apache.spark.sql.Row> images) {
    var tiles = Hall.tiles(List.copyOf(Hall.images(images).values()), "", Hall.MADE);
    return new Row(title, subtitle, List.of(tiles));
  }

  private static byte[] holed(byte[] encoded) {
    try (var image = Hall.decoded(encoded)) {
      var samples = image.toBytes();
      for (int y = TOP; y < TOP + HEIGHT; y++) {
        int from = y * image.width() + LEFT;
        Arrays.fill(samples, from, from + WIDTH, (byte) 128);
      }
      try (var holed = Image.ofBytes(image.width(), image.height(), 1, samples)) {
        return Hall.png(holed);
      }
    }
  }
}
