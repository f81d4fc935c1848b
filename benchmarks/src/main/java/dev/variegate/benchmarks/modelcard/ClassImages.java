package dev.variegate.benchmarks.modelcard;

import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.image.Image;
import java.util.ArrayList;
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

  /** As images, which the caller closes. */
  List<Image> images() {
    return samples.stream().map(bytes -> Image.ofBytes(width, height, 1, bytes)).toList();
  }

  /** The samples of each image scaled to 0..1. */
  List<double[]> vectors() {
    return samples.stream().map(ClassImages::scaled).toList();
  }

  private static double[] scaled(byte[] bytes) {
    var values = new double[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = (bytes[i] & 0xff) / 255.0;
    }
    return values;
  }
}
