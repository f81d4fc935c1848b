package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.benchmarks.data.FashionMnist;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.Tensor;
import dev.variegate.random.Seeds;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {

  private static final int LATENT = 6;
  private static final int BATCH = 64;
  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  private final DecoderNetwork decoder = new DecoderNetwork(LATENT, FashionMnist.CLASSES.size());

  @Test
  void bothEnginesMakeTheSameImages(@TempDir Path folder) throws IOException {
    try (var manager = NDManager.newBaseManager();
        var weights = decoder.declare(new TrainableWeights(manager, "decoder", 3))) {
      new SamplerBundle("toy", "1.0.0", "MIT", FashionMnist.CLASSES, LATENT)
          .write(folder, decoder.onnx(weights.all()));
      float[] wanted = byTorch(manager, weights);
      float[] made = byOnnx(ModelBundle.open(folder));
      assertThat(made).hasSameSizeAs(wanted).containsExactly(wanted, TOLERANCE);
      assertThat(spread(wanted)).isGreaterThan(0.1f);
    }
  }

  @Test
  void equalWeightsGiveEqualBytes() {
    try (var manager = NDManager.newBaseManager();
        var one = decoder.declare(new TrainableWeights(manager, "decoder", 3));
        var two = decoder.declare(new TrainableWeights(manager, "decoder", 3))) {
      assertThat(decoder.onnx(one.all())).isEqualTo(decoder.onnx(two.all()));
    }
  }

  @Test
  void theShippedSizeStaysBelowThreeMegabytes() {
    var shipped = new DecoderNetwork(TrainingPlan.usual().latent(), 10);
    try (var manager = NDManager.newBaseManager();
        var weights = shipped.declare(new TrainableWeights(manager, "decoder", 3))) {
      assertThat(shipped.onnx(weights.all())).hasSizeLessThan(3_000_000);
    }
  }

  private float[] byTorch(NDManager manager, TrainableWeights weights) {
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var z = manager.create(latents(), new Shape(BATCH, LATENT));
      var label = manager.create(labels());
      return decoder.image(new TorchLayers(weights::at), z, label).toFloatArray();
    }
  }

  private static float[] byOnnx(ModelBundle bundle) {
    try (var network = ModelCache.lease(bundle, 1)) {
      var inputs =
          Map.of("z", Tensor.of(latents(), BATCH, LATENT), "label", Tensor.of(labels(), BATCH));
      return network.run(inputs).get("image").floats();
    }
  }

  private static float[] latents() {
    var random = Seeds.generator(9, "latents", 0, 0);
    float[] values = new float[BATCH * LATENT];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static long[] labels() {
    long[] labels = new long[BATCH];
    for (int i = 0; i < BATCH; i++) {
      labels[i] = i % 10;
    }
    return labels;
  }

  private static float spread(float[] values) {
    float low = 1;
    float high = 0;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }
}
