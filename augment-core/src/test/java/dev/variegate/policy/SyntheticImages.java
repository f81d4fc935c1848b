package dev.variegate.policy;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.TestImages;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Images whose frequencies are known. */
final class SyntheticImages {

  static final int WIDTH = 403;
  static final int HEIGHT = 301;

  private SyntheticImages() {}

  /** Waves of a hundred pixels: nothing is lost at 1/8 of the scale. */
  static Image waves(int channels) {
    return TestImages.of(
        WIDTH,
        HEIGHT,
        channels,
        SampleType.UINT8,
        IntStream.range(0, WIDTH * HEIGHT * channels)
            .mapToDouble(
                i -> {
                  int x = i / channels % WIDTH;
                  int y = i / channels / WIDTH;
                  return 0.5 + 0.2 * Math.sin(x * 0.06 + i % channels) + 0.2 * Math.cos(y * 0.05);
                })
            .toArray());
  }

  /** Octaves of noise that halve in strength as they halve in size, as in photographs. */
  static Image photograph(int channels) {
    var samples = new double[WIDTH * HEIGHT * channels];
    Arrays.fill(samples, 0.5);
    for (int cell = 128; cell >= 1; cell /= 2) {
      var random = Seeds.generator(1, "octave", cell, 0);
      int columns = WIDTH / cell + 2;
      var noise = random.doubles((long) columns * (HEIGHT / cell + 2), -1, 1).toArray();
      for (int i = 0; i < samples.length; i++) {
        int pixel = i / channels;
        int row = pixel / WIDTH;
        int column = pixel % WIDTH;
        double x = (column % cell) / (double) cell;
        double y = (row % cell) / (double) cell;
        int at = row / cell * columns + column / cell;
        double upper = noise[at] + x * (noise[at + 1] - noise[at]);
        double lower = noise[at + columns] + x * (noise[at + columns + 1] - noise[at + columns]);
        samples[i] += 0.1 * Math.pow(cell / 128.0, 0.25) * (upper + y * (lower - upper));
      }
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.max(0, Math.min(1, samples[i]));
    }
    return TestImages.of(WIDTH, HEIGHT, channels, SampleType.UINT8, samples);
  }
}
