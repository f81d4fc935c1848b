package dev.variegate.stage;

import dev.variegate.image.Image;
import dev.variegate.op.blur.GaussianBlur;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.Scenes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scenes of two classes, reddish and bluish, some of which have faults that their keys name. */
public final class FaultyScenes {

  private static final int SIDE = 48;
  private static final int EACH = 24;

  private final List<Row> rows = new ArrayList<>();

  /** Without faults: {@code red-00} and {@code blue-00} to 23. */
  static FaultyScenes sound() {
    var scenes = new FaultyScenes();
    for (int i = 0; i < EACH; i++) {
      scenes.add("red-%02d".formatted(i), i, 0, "red", Image::copy);
      scenes.add("blue-%02d".formatted(i), EACH + i, 2, "blue", Image::copy);
    }
    return scenes;
  }

  /** With one image for each check. */
  public static FaultyScenes faulty() {
    return sound()
        .add("x-dark", 60, 0, "red", image -> leveled(image, v -> 0.2 * v))
        .add("x-light", 61, 0, "red", image -> leveled(image, v -> 250 + v / 51))
        .add("x-blurry", 62, 2, "blue", FaultyScenes::blurred)
        .add("x-empty", 63, 2, "blue", image -> leveled(image, v -> 120))
        .add("x-large", 64, 0, "red", image -> Scenes.resized(image, 4))
        .add("x-wide", 65, 2, "blue", image -> upper(image, 12))
        .add("x-equal", 4, 0, "red", Image::copy)
        .add("x-near", EACH + 5, 2, "blue", image -> Scenes.recompressed(image, 60))
        .add("x-mislabeled", 66, 0, "blue", Image::copy);
  }

  /** Adds a scene in which a channel is bright and the other two are not. */
  FaultyScenes add(String key, int number, int channel, String label, UnaryOperator<Image> change) {
    try (var scene = Scenes.of(number, SIDE);
        var tinted = tinted(scene, channel);
        var changed = change.apply(tinted)) {
      rows.add(Images.row(key, Scenes.png(changed), label, "train"));
    }
    return this;
  }

  FaultyScenes row(String key, byte[] image, String label) {
    rows.add(Images.row(key, image, label, "train"));
    return this;
  }

  public Dataset<Row> table() {
    return LocalSpark.session().createDataFrame(rows, Images.SCHEMA);
  }

  private static Image tinted(Image image, int channel) {
    var samples = image.toBytes();
    for (int i = 0; i < samples.length; i++) {
      int sample = samples[i] & 255;
      samples[i] = (byte) (i % 3 == channel ? 128 + sample / 2 : sample * 3 / 4);
    }
    return Image.ofBytes(image.width(), image.height(), 3, samples);
  }

  static Image leveled(Image image, DoubleUnaryOperator level) {
    var samples = image.toBytes();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.round(level.applyAsDouble(samples[i] & 255));
    }
    return Image.ofBytes(image.width(), image.height(), 3, samples);
  }

  static Image blurred(Image image) {
    return new GaussianBlur.At(4).lower(image.size()).apply(image);
  }

  private static Image upper(Image image, int rows) {
    var samples = java.util.Arrays.copyOf(image.toBytes(), image.width() * rows * 3);
    return Image.ofBytes(image.width(), rows, 3, samples);
  }
}
