package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.lit;

import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.generate.latent.Direction;
import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.LatentDirections;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;

/** Images moved along directions that were found in the latent spaces of models. */
final class Ways {

  private static final List<String> AMOUNTS = List.of("-3", "-2", "-1", "0", "1", "2", "3");
  private static final List<String> PARTS = List.of("0", "0.2", "0.4", "0.5", "0.6", "0.8", "1");
  private static final int FOUND = 3;

  private final Hall hall;
  private final List<Row> rows = new ArrayList<>();

  private Ways(Hall hall) {
    this.hall = hall;
  }

  static Exhibit exhibit(Hall hall) {
    var ways = new Ways(hall);
    ways.faces("pca");
    ways.faces("weights");
    ways.digits();
    ways.photos();
    ways.schools();
    return new Exhibit(
        "directions",
        "Moved along directions of latent spaces",
        "LatentDirections; GenerativeSampler moves what it draws, LatentEditor what it is given",
        new Scale(128, 220),
        ways.rows,
        List.of());
  }

  private void faces(String method) {
    for (var direction : directions("face-dcgan-32", method).fit(hall.nothing()).directions()) {
      for (var key : List.of("one", "two")) {
        var tiles = new ArrayList<Tile>();
        for (var amount : AMOUNTS) {
          tiles.add(drawn("face-dcgan-32", key, edit(direction), amount));
        }
        rows.add(new Row("faces: " + method, direction.name(), List.of(tiles)));
      }
    }
  }

  /** On the way from one drawn latent to another. */
  private void digits() {
    for (var key : List.of("one", "two", "three")) {
      var tiles = new ArrayList<Tile>();
      for (var part : PARTS) {
        tiles.add(
            drawn(
                "mnist-vae-decoder",
                key,
                new GenerativeSampler().setOperation("interpolate"),
                part));
      }
      rows.add(new Row("digits", "slerp", List.of(tiles)));
    }
  }

  private void photos() {
    var photos = hall.images("photos", 24);
    var editor = directions("taef2", "pca").fit(photos);
    for (var direction : editor.directions()) {
      moved("photos: pca", direction, hall.images("photos", 1), editor);
    }
  }

  /** Between the painters, from any of their images. */
  private void schools() {
    Dataset<org.apache.spark.sql.Row> paintings = hall.nothing();
    for (var school : List.of("monet", "ukiyoe")) {
      paintings =
          paintings.unionByName(
              hall.images("paintings/" + school, 10).withColumn("label", lit(school)));
    }
    var editor = directions("taef2", "labels").fit(paintings);
    moved(
        "photos: by labels",
        editor.setName("ukiyoe").direction(),
        hall.images("photos", 1),
        editor);
  }

  private void moved(
      String title,
      Direction direction,
      Dataset<org.apache.spark.sql.Row> photo,
      dev.variegate.stage.LatentEditor editor) {
    var tiles = new ArrayList<Tile>();
    for (var amount : AMOUNTS) {
      var made = Hall.made(editor.setName(direction.name()).setAmount(amount), photo);
      tiles.add(new Tile(made.get(0), amount, Hall.MADE));
    }
    rows.add(new Row(title, direction.name(), List.of(tiles)));
  }

  private LatentDirections directions(String bundle, String method) {
    return hall.replacing(new LatentDirections(), bundle).setAlgorithm(method).setCount(FOUND);
  }

  private static GenerativeSampler edit(Direction direction) {
    return new GenerativeSampler().setOperation("edit").setDirection(direction.json());
  }

  private Tile drawn(String bundle, String key, GenerativeSampler change, String amount) {
    var made =
        change
            .setModel(hall.bundle(bundle))
            .setCounts("1")
            .setKeyCol("key")
            .setKeyPrefix(key)
            .setSeed(1)
            .setAmount(amount)
            .transform(hall.nothing())
            .select("image")
            .first();
    return new Tile(made.getAs(0), amount, Hall.MADE);
  }
}
