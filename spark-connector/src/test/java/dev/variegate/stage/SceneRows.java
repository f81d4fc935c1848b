package dev.variegate.stage;

import dev.variegate.image.Image;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.Scenes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tables of scenes, of which some show the same. */
public final class SceneRows {

  private static final int SIDE = 48;

  private final List<Row> rows = new ArrayList<>();

  /** Adds a scene by its number. */
  public SceneRows scene(String key, int number, String split) {
    return copy(key, number, split, Image::copy);
  }

  /** Adds a changed copy of a scene. */
  public SceneRows copy(String key, int number, String split, UnaryOperator<Image> change) {
    try (var image = Scenes.of(number, SIDE);
        var changed = change.apply(image)) {
      rows.add(Images.row(key, Scenes.png(changed), "scene", split));
    }
    return this;
  }

  /** 60 scenes for training and 30 for tests, all different. */
  public static SceneRows apart() {
    var rows = new SceneRows();
    for (int i = 0; i < 90; i++) {
      rows.scene("scene-%02d".formatted(i), i, i < 60 ? "train" : "test");
    }
    return rows;
  }

  /** The same with copies of training scenes 3, 5, 7 and 9 among the tests. */
  public static SceneRows leaking() {
    return apart()
        .copy("compressed", 3, "test", image -> Scenes.recompressed(image, 30))
        .copy("cropped", 5, "test", image -> Scenes.cropped(image, 2))
        .copy("smaller", 7, "validation", image -> Scenes.resized(image, 0.8))
        .copy("equal", 9, "test", Image::copy);
  }

  public Dataset<Row> table() {
    return LocalSpark.session().createDataFrame(rows, Images.SCHEMA);
  }
}
