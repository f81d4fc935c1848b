package dev.variegate.train;

import dev.variegate.random.Seeds;
import java.io.IOException;
import java.nio.file.Path;

/** Small made-up images, so that a training takes a second. */
public final class ToyImages {

  public static final int CLASSES = 3;

  private ToyImages() {}

  /** Images of three classes: a bright bar at a class's height on a dark, noisy ground. */
  public static TrainingImages of(Path folder, int count, ImageShape shape) throws IOException {
    try (var writer = new TrainingImages.Writer(folder.resolve("images"), shape)) {
      for (int i = 0; i < count; i++) {
        writer.add(image(i, shape), i % CLASSES);
      }
      return writer.finish();
    }
  }

  /** Image number {@code i}. */
  public static byte[] image(int i, ImageShape shape) {
    var random = Seeds.generator(1, "toys", i, 0);
    var samples = new byte[shape.size()];
    int row = shape.channels() * shape.width();
    for (int p = 0; p < samples.length; p++) {
      boolean bar = p / row * CLASSES / shape.height() == i % CLASSES;
      samples[p] = (byte) (random.nextInt(40) + (bar ? 200 : 0));
    }
    return samples;
  }
}
