package dev.variegate.benchmarks.modelcard;

import dev.variegate.benchmarks.training.LabeledImages;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.image.Image;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gray 8-bit images of one class, as samples.
 *
 * @param samples one array of bytes for each image, row by row
 */
record ClassImages(String label, int width, int height, List<byte[]> samples) {

  ClassImages {
    samples = List.copyOf(samples);
  }

  /** The first {@code limit} images of a class in a labeled set. */
  static ClassImages real(LabeledImages set, int index, String label, int limit) {
    int area = set.width() * set.height();
    var found =
        IntStream.range(0, set.count())
            .filter(i -> set.labels()[i] == index)
            .limit(limit)
            .mapToObj(i -> Arrays.copyOfRange(set.pixels(), i * area, (i + 1) * area))
            .toList();
    return new ClassImages(label, set.width(), set.height(), found);
  }

  /** {@code count} images made of a class, keyed by the class and their number. */
  static ClassImages made(LatentSampler sampler, String label, int count, long seed) {
    var requests =
        IntStream.range(0, count)
            .mapToObj(i -> new SampleRequest("quality-" + label + "-" + i, 1, seed, label))
            .toList();
    var samples = new ArrayList<byte[]>();
    int width = 0;
    int height = 0;
    for (var sample : sampler.sample(requests)) {
      try (sample) {
        samples.add(sample.image().toBytes());
        width = sample.image().width();
        height = sample.image().height();
      }
    }
    return new ClassImages(label, width, height, samples);
  }

  /** What a classifier says of each image. */
  List<ClassScores> scores(Classifier classifier) {
    var images = samples.stream().map(bytes -> Image.ofBytes(width, height, 1, bytes)).toList();
    try {
      return classifier.classify(images);
    } finally {
      images.forEach(Image::close);
    }
  }

  /** The samples of each image scaled to 0..1. */
  List<float[]> vectors() {
    return samples.stream().map(ClassImages::scaled).toList();
  }

  private static float[] scaled(byte[] bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = (bytes[i] & 0xff) / 255f;
    }
    return values;
  }
}
