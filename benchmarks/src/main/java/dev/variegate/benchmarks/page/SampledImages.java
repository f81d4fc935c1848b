package dev.variegate.benchmarks.page;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.LatentDirections;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;

/** The images of the catalog page that the shipped generator makes. */
final class SampledImages {

  private static final int SHOWN = 5;
  private static final Scale SCALE = new Scale(84, 130);

  /** The class whose latents are walked. */
  private static final String WALKED = "ankle-boot";

  private final Clothes clothes;

  SampledImages(Clothes clothes) {
    this.clothes = clothes;
  }

  byte[] samples() {
    var classes = List.of("trouser", "dress", "coat", "sandal", "sneaker", "bag");
    var asked = new ArrayList<String>();
    classes.forEach(label -> asked.add("\"%s\": %d".formatted(label, SHOWN)));
    var usual = sampler("{%s}".formatted(String.join(", ", asked)));
    var typical = sampler("{%s}".formatted(String.join(", ", asked))).setTruncation(0.5);
    var nothing = clothes.all().limit(0);
    var made = usual.transform(nothing).collectAsList();
    var safe = typical.transform(nothing).collectAsList();
    var rows = new ArrayList<Row>();
    for (var label : classes) {
      rows.add(
          new Row(
              label,
              "",
              List.of(
                  ofClass(made, label, "drawn freely"), ofClass(safe, label, "truncation 0.5"))));
    }
    return CatalogImages.sheet(
        "GenerativeSampler",
        "new clothes, drawn freely (left) and with truncation (right: more typical, less varied)",
        rows,
        SCALE);
  }

  byte[] latents() {
    var parts = List.of(0.0, 0.25, 0.5, 0.75, 1.0);
    var rows = new ArrayList<Row>();
    rows.add(row("perturb", "noise", parts, "perturb", ""));
    rows.add(row("turn", "of a right angle", parts, "turn", ""));
    rows.add(row("interpolate", "to another one", parts, "interpolate", ""));
    var found =
        new LatentDirections()
            .setModel(clothes.generator())
            .setLabel(WALKED)
            .setAlgorithm("pca")
            .setCount(2)
            .fit(clothes.all())
            .directions();
    for (var direction : found) {
      rows.add(
          row(
              "edit",
              "along " + direction.name(),
              List.of(-3.0, -1.5, 0.0, 1.5, 3.0),
              "edit",
              direction.json()));
    }
    return CatalogImages.sheet(
        "Changes of latents",
        "one drawn %s, changed by the amount that stands below it".formatted(WALKED),
        rows,
        new Scale(112, 150));
  }

  private Row row(
      String title, String subtitle, List<Double> amounts, String change, String direction) {
    var steps = new ArrayList<Dataset<org.apache.spark.sql.Row>>();
    for (double amount : amounts) {
      var stage =
          sampler("{\"%s\": 1}".formatted(WALKED))
              .setOperation(change)
              .setAmount(Double.toString(amount))
              .setPartitions(1);
      if (!direction.isEmpty()) {
        stage.setDirection(direction);
      }
      steps.add(stage.transform(clothes.all().limit(0)).withColumn("amount", lit(amount)));
    }
    var made =
        steps.stream()
            .reduce(Dataset::union)
            .orElseThrow()
            .orderBy("amount")
            .withColumn("caption", col("amount").cast("string"));
    return new Row(
        title, subtitle, List.of(Clothes.tiles(made.collectAsList(), "caption", Clothes.SAMPLED)));
  }

  private GenerativeSampler sampler(String counts) {
    return new GenerativeSampler()
        .setModel(clothes.generator())
        .setCounts(counts)
        .setKeyCol("key")
        .setSeed(1);
  }

  /** The first one is captioned, for all. */
  private static List<Tile> ofClass(
      List<org.apache.spark.sql.Row> made, String label, String caption) {
    var rows = made.stream().filter(row -> row.getAs("label").equals(label)).toList();
    var tiles = Clothes.tiles(rows, "label", Clothes.SAMPLED);
    var captioned = new ArrayList<>(CatalogImages.captioned(tiles.subList(0, 1), caption));
    captioned.addAll(CatalogImages.captioned(tiles.subList(1, tiles.size()), ""));
    return captioned;
  }
}
