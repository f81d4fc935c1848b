package dev.variegate.benchmarks.speed;

import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.Sampler;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Pixels;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Times a batch of images that an autoregressive model draws from kept states, on one thread,
 * against as many runs of its network on whole images as an image has pixels.
 */
public final class PixelTimes {

  private static final int RUNS = 5;

  private PixelTimes() {}

  /** Takes the folder of a bundle. Of the runs on whole images it times five before and after. */
  public static void main(String[] args) {
    var bundle = ModelBundle.open(Path.of(args[0]), ModelBundle.Licensing.ANY);
    var model = bundle.description();
    var shape = model.input(Pixels.class).orElseThrow().shape();
    long pixels = shape.get(2) * shape.get(3);
    double before = wholeRuns(bundle);
    double drawn = draws(bundle);
    double whole = (before + wholeRuns(bundle)) / 2 * pixels;
    System.out.printf(
        Locale.ROOT,
        "%s, batch %d, 1 core: %.1f ms an image from kept states, %.0f ms by %d runs on whole images, ratio %.0f%n",
        model.title(),
        model.batch(),
        1e3 * drawn / model.batch(),
        1e3 * whole / model.batch(),
        pixels,
        whole / drawn);
  }

  /** Seconds of one run on a batch. */
  private static double wholeRuns(ModelBundle bundle) {
    var model = bundle.description();
    var image = model.input(Pixels.class).orElseThrow();
    long[] shape = image.shape().stream().mapToLong(Long::longValue).toArray();
    shape[0] = model.batch();
    int size = (int) (shape[0] * shape[1] * shape[2] * shape[3]);
    var inputs = new HashMap<String, Tensor>();
    inputs.put(image.name(), Tensor.of(new float[size], shape));
    model
        .input(Label.class)
        .ifPresent(
            label -> inputs.put(label.name(), Tensor.of(new long[model.batch()], model.batch())));
    try (var network = ModelCache.lease(bundle, NetworkRole.PREDICTOR, ComputeOptions.threads(1))) {
      network.run(inputs);
      return seconds(
              () -> {
                for (int i = 0; i < RUNS; i++) {
                  network.run(inputs);
                }
              })
          / RUNS;
    }
  }

  /** Seconds of a batch of images. */
  private static double draws(ModelBundle bundle) {
    var model = bundle.description();
    var label = model.label().isPresent() ? model.labels().get(0) : "";
    var requests =
        IntStream.range(0, model.batch())
            .mapToObj(i -> new SampleRequest("image" + i, 0, 1, label))
            .toList();
    try (var sampler = Sampler.open(bundle, ComputeOptions.threads(1))) {
      return seconds(() -> sampler.sample(requests).forEach(Sample::close));
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
