package dev.variegate.benchmarks.speed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ModelBundle;
import dev.variegate.random.Seeds;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Times the sampler of clothes against its network run by ONNX Runtime alone, on one thread. */
final class SamplerTimes {

  private static final int TURNS = 60;
  private static final int WARM_UP = 20;
  private static final int LATENTS = 32;

  private SamplerTimes() {}

  /** Batches of one sampler and of the bare engine take turns; medians count. */
  static String measure(Path folder) throws OrtException {
    var bundle = ModelBundle.open(folder);
    int batch = bundle.description().batch();
    var environment = OrtEnvironment.getEnvironment();
    var sampled = new ArrayList<Double>();
    var bare = new ArrayList<Double>();
    try (var sampler = LatentSampler.open(bundle, 1);
        var options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      var network = folder.resolve("decoder.onnx").toString();
      try (var session = environment.createSession(network, options);
          var z = latents(environment, batch);
          var labels = labels(environment, batch)) {
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
          double bySampler = seconds(() -> sample(sampler, requests(bundle, batch)));
          double byEngine = seconds(() -> run(session, Map.of("z", z, "label", labels)));
          if (turn >= 0) {
            sampled.add(batch / bySampler);
            bare.add(batch / byEngine);
          }
        }
      }
    }
    double samples = Rounds.median(sampled);
    double engine = Rounds.median(bare);
    return String.format(
        Locale.ROOT,
        "%s, batch %d, 1 core: %6.0f samples/s, bare ONNX Runtime %6.0f samples/s, ratio %.2f",
        bundle.description().title(),
        batch,
        samples,
        engine,
        samples / engine);
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static List<SampleRequest> requests(ModelBundle bundle, int batch) {
    var labels = bundle.description().labels();
    return IntStream.range(0, batch)
        .mapToObj(i -> new SampleRequest("benchmark", i, 1, labels.get(i % labels.size())))
        .toList();
  }

  private static void sample(LatentSampler sampler, List<SampleRequest> requests) {
    sampler.sample(requests).forEach(Sample::close);
  }

  private static void run(OrtSession session, Map<String, OnnxTensor> inputs) {
    try (var result = session.run(inputs)) {
      var pixels = ((OnnxTensor) result.get(0)).getFloatBuffer();
      pixels.get(new float[pixels.remaining()]);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed", e);
    }
  }

  private static OnnxTensor latents(OrtEnvironment environment, int batch) throws OrtException {
    var random = Seeds.generator(1, "benchmark", 0, 0);
    var values = new float[batch * LATENTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return OnnxTensor.createTensor(
        environment, FloatBuffer.wrap(values), new long[] {batch, LATENTS});
  }

  private static OnnxTensor labels(OrtEnvironment environment, int batch) throws OrtException {
    var values = IntStream.range(0, batch).mapToLong(i -> i % 10).toArray();
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {batch});
  }
}
