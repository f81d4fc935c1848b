package dev.variegate.generate.sample;

import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.latent.Direction;
import dev.variegate.generate.latent.Directions;
import dev.variegate.generate.latent.LatentCode;
import dev.variegate.image.Image;
import dev.variegate.image.UnitFloats;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.TensorRole.Distribution;
import dev.variegate.model.TensorRole.Latent;
import dev.variegate.model.onnx.FirstLayerWeights;
import java.util.List;
import java.util.stream.IntStream;

/** Finds directions in latent spaces that no image is encoded into. */
public final class SampledDirections {

  /** An image is seen on a grid of so many cells a side: what varies most is smooth. */
  private static final int GRID = 16;

  private SampledDirections() {}

  /**
   * The directions along which images that a model draws vary most, the greatest first; see {@link
   * Directions#principal(List, double[][], int)}.
   *
   * @param label class of all images; "" where the model knows none
   * @param draws of images, 2 or more; the same for the same seed
   */
  public static List<Direction> principal(
      ModelBundle bundle, ComputeOptions compute, String label, long seed, int draws, int count) {
    var requests =
        IntStream.range(0, draws)
            .mapToObj(i -> new SampleRequest("direction", i, seed, label))
            .toList();
    List<LatentCode> codes;
    var seen = new double[draws][];
    try (var sampler = LatentSampler.open(bundle, compute)) {
      codes = sampler.codes(requests);
      int batch = sampler.model().batch();
      for (int from = 0; from < draws; from += batch) {
        var samples = sampler.sample(requests.subList(from, Math.min(draws, from + batch)));
        for (int i = 0; i < samples.size(); i++) {
          try (var sample = samples.get(i)) {
            seen[from + i] = seen(sample.image());
          }
        }
      }
    }
    return new Directions(bundle.sha256()).principal(codes, seen, count);
  }

  /** Means of the cells of a grid, for each channel. */
  static double[] seen(Image image) {
    var fractions = UnitFloats.of(image);
    int channels = image.channels();
    int across = Math.min(GRID, image.width());
    int down = Math.min(GRID, image.height());
    var sums = new double[across * down * channels];
    var counts = new int[sums.length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int cell = y * down / image.height() * across + x * across / image.width();
        for (int channel = 0; channel < channels; channel++) {
          sums[cell * channels + channel] +=
              fractions[(y * image.width() + x) * channels + channel];
          counts[cell * channels + channel]++;
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
    return sums;
  }

  private static Latent latent(ModelDescription model) {
    return model
        .input(Latent.class)
        .map(tensor -> (Latent) tensor.meaning())
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "Model %s has no latent of numbers but must have one for directions to be found in it; take another model"
                        .formatted(model.title())));
  }

  /**
   * The directions that a generator's first layer stretches most, the greatest first; see {@link
   * Directions#fromWeights}. Their spread is the deviation of the numbers that are drawn; 1 times
   * the scale where latents are not drawn.
   */
  public static List<Direction> ofWeights(ModelBundle bundle, int count) {
    var latent = latent(bundle.description());
    var layer = FirstLayerWeights.of(bundle);
    double deviation =
        latent.distribution() == Distribution.UNIFORM
            ? latent.scale() / Math.sqrt(3)
            : latent.scale();
    return new Directions(bundle.sha256())
        .fromWeights(layer.weights(), layer.sizes(), deviation, count);
  }
}
