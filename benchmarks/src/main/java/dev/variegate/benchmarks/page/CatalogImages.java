package dev.variegate.benchmarks.page;

import static org.apache.spark.sql.functions.col;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.ImageCodec;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.Inpainting;
import dev.variegate.stage.SuperResolution;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;

/**
 * The images of the catalog page: what stages make in Spark of the clothes that ship, without any
 * network of others.
 */
final class CatalogImages {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final Scale FOURFOLD = new Scale(112, 150);
  private static final Scale SIXFOLD = new Scale(168, 110);

  /** Policies by the titles of their rows. */
  private static final List<Map.Entry<String, String>> POLICIES =
      List.of(
          Map.entry("rotate", "{'rotate': {'degrees': [-30, 30]}}"),
          Map.entry("translate, scale", "'translate', {'scale': {'factor': [0.7, 1.3]}}"),
          Map.entry("shear, flip", "{'shear': {'x': [-25, 25]}}, {'flip': {}, 'probability': 0.5}"),
          Map.entry(
              "contrast, gamma",
              "{'contrast': {'factor': [0.3, 1.5]}}, {'gamma': {'gamma': [0.4, 2]}}"),
          Map.entry("noise, cutout", "{'gaussian-noise': {'deviation': [0.05, 0.15]}}, 'cutout'"));

  private final Clothes clothes;

  CatalogImages(Clothes clothes) {
    this.clothes = clothes;
  }

  /** The images as PNGs, by the names of their files. */
  Map<String, byte[]> all() {
    var sampled = new SampledImages(clothes);
    var all = new LinkedHashMap<String, byte[]>();
    all.put("classic.png", classic());
    all.put("sampling.png", sampled.samples());
    all.put("super-resolution.png", enlarged());
    all.put("latent.png", sampled.latents());
    all.put("inpainting.png", filled());
    return all;
  }

  private byte[] classic() {
    var given = clothes.firstOf("ankle-boot", "t-shirt", "pullover", "sandal", "dress");
    var sources = given.collectAsList();
    var rows = new ArrayList<Row>();
    for (var policy : POLICIES) {
      var source = List.of(sources.get(rows.size()));
      var stage =
          new ClassicAugmenter()
              .setPolicy("{'steps': [%s]}".formatted(policy.getValue()).replace('\'', '"'))
              .setKeyCol("key")
              .setCopies(6)
              .setKeepOriginals(false);
      var copies = made(stage, clothes.spark().createDataFrame(source, given.schema()));
      rows.add(
          new Row(
              policy.getKey(), "", List.of(Clothes.tiles(source, "label", Clothes.GIVEN), copies)));
    }
    return sheet(
        "ClassicAugmenter",
        "an image (gray frame) and six copies (blue), drawn by five policies",
        rows,
        FOURFOLD);
  }

  private byte[] filled() {
    var given = Damage.on(clothes.firstOf("t-shirt", "dress", "sneaker", "coat"));
    var sources = given.collectAsList();
    var damaged =
        sources.stream()
            .map(row -> new Tile(Damage.shown(row.getAs("image"), CODEC), "holes", Clothes.GIVEN))
            .toList();
    var columns = new ArrayList<>(List.of(given(sources, "as it was"), damaged));
    for (var method : List.of("telea", "navier-stokes")) {
      var stage =
          new Inpainting()
              .setAlgorithm(method)
              .setHoleBoxesCol(Damage.BOXES)
              .setKeyCol("key")
              .setKeepOriginals(false);
      columns.add(captioned(made(stage, given), method));
    }
    return sheet(
        "Inpainting",
        "an image, holes (red), and what the methods that need no model put there (blue)",
        rowsOf(sources, columns),
        FOURFOLD);
  }

  private byte[] enlarged() {
    var given = clothes.firstOf("shirt", "sneaker", "ankle-boot");
    var sources = given.collectAsList();
    var columns = new ArrayList<>(List.of(given(sources, "28 x 28, its very pixels")));
    for (var method : List.of("bicubic", "lanczos")) {
      var stage =
          new SuperResolution()
              .setAlgorithm(method)
              .setFactor(6)
              .setKeyCol("key")
              .setKeepOriginals(false);
      columns.add(captioned(made(stage, given), method + ", 168 x 168"));
    }
    return sheet(
        "SuperResolution",
        "six times as wide and high, by the two methods that need no model",
        rowsOf(sources, columns),
        SIXFOLD);
  }

  /** What a stage makes of images, in the order of their keys and copies. */
  private static List<Tile> made(Transformer stage, Dataset<org.apache.spark.sql.Row> images) {
    var made =
        stage
            .transform(images)
            .orderBy(col("key"), col("lineage.copy"))
            .withColumn("copy", col("lineage.copy").cast("string"));
    return Clothes.tiles(made.collectAsList(), "copy", Clothes.MADE).stream()
        .map(tile -> new Tile(tile.encoded(), "copy " + tile.caption(), tile.color()))
        .toList();
  }

  private static List<Tile> given(List<org.apache.spark.sql.Row> rows, String caption) {
    return captioned(Clothes.tiles(rows, "label", Clothes.GIVEN), caption);
  }

  static List<Tile> captioned(List<Tile> tiles, String caption) {
    return tiles.stream().map(tile -> new Tile(tile.encoded(), caption, tile.color())).toList();
  }

  /** One row of the sheet for each image, from columns of tiles. */
  private static List<Row> rowsOf(
      List<org.apache.spark.sql.Row> sources, List<List<Tile>> columns) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < sources.size(); i++) {
      int place = i;
      rows.add(
          new Row(
              sources.get(i).getAs("label"),
              "",
              columns.stream().map(column -> List.of(column.get(place))).toList()));
    }
    return rows;
  }

  static byte[] sheet(String title, String subtitle, List<Row> rows, Scale scale) {
    return packed(ContactSheet.png(title, subtitle, rows, scale, CODEC));
  }

  /** The same PNG in fewer bytes, as a page wants it; the codec cares for speed. */
  private static byte[] packed(byte[] png) {
    try {
      var packed = new ByteArrayOutputStream();
      ImageIO.write(ImageIO.read(new ByteArrayInputStream(png)), "png", packed);
      return packed.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Streams in memory do not fail", e);
    }
  }
}
