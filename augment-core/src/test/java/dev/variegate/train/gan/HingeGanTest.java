package dev.variegate.train.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.Batch;
import dev.variegate.train.ImageShape;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.TrainableModel;
import dev.variegate.train.TrainingOptions;
import dev.variegate.train.gan.Discriminator.Input;
import dev.variegate.train.layer.OnnxRun;
import dev.variegate.train.layer.Snapshot;
import dev.variegate.train.layer.TrainableWeights;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HingeGanTest {

  private static final TrainingOptions OPTIONS = new TrainingOptions(2, 8, 1e-3, 0.9, 0, 0, 7, 1);
  private static final ImageShape SHAPE = new ImageShape(3, 16, 12);
  private static final int CLASSES = 3;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 28, 28, 3", "3, 32, 32, 3", "3, 30, 41, 3", "1, 13, 9, 0"})
  void bothEnginesMakeTheSameImages(int channels, int height, int width, int classes) {
    var shape = new ImageShape(channels, height, width);
    try (var gan = new HingeGan(manager, shape, classes, tiny(1), OPTIONS);
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var noise = new KeyedNoise(manager, 5, 0);
      var labels = manager.create(new long[] {0, 1, 2, 1});
      var made = gan.samples(labels, noise);
      var z = noise.normal("samples", 4, tiny(1).latent());
      var inputs = classes == 0 ? Map.of("z", z) : Map.of("z", z, "label", labels);
      assertThat(made.getShape()).isEqualTo(new Shape(4, channels, height, width));
      assertThat(OnnxRun.of(gan.networks().get(0).onnx(), inputs))
          .containsExactly(made.toFloatArray(), Offset.offset(1e-4f));
    }
  }

  @Test
  void theGeneratorsStepLeavesNoGradientInTheDiscriminator() {
    try (var gan = gan(1);
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      gan.step(batch(0), 1e-3);
      gan.discriminator().learn();
      assertThat(gradients(gan.discriminator().weights())).isZero();
      // The fault: a generator's loss, as it would be were the discriminator not at rest.
      var batch = batch(1);
      try (var collector = Engine.getInstance().newGradientCollector()) {
        var input = new Input(batch.images(), batch.labels(), batch.noise(), "generator");
        collector.backward(HingeLoss.generator(gan.discriminator().score(input)));
      }
      assertThat(gradients(gan.discriminator().weights())).isPositive();
    }
  }

  @Test
  void theDiscriminatorsStepLeavesNoGradientInTheGenerator() {
    try (var gan = gan(2);
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      gan.step(batch(0), 1e-3);
      gan.step(batch(1), 1e-3); // of the discriminator alone
      assertThat(gradients(gan.generating())).isZero();
    }
  }

  private static double gradients(TrainableWeights weights) {
    double sum = 0;
    for (var weight : weights.all().values()) {
      for (float value : weight.getGradient().toFloatArray()) {
        sum += Math.abs(value);
      }
    }
    return sum;
  }

  @Test
  void theGeneratorLearnsInItsTurn() {
    try (var gan = gan(3);
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var moved =
          IntStream.range(0, 7)
              .mapToObj(
                  i -> {
                    float[] before = gan.generating().at("image.weight").toFloatArray();
                    gan.step(batch(i), 1e-3);
                    float[] after = gan.generating().at("image.weight").toFloatArray();
                    return !Arrays.equals(before, after);
                  })
              .toList();
      assertThat(moved).containsExactly(true, false, false, true, false, false, true);
    }
  }

  @Test
  void goesOnFromASnapshotInTheMiddleOfATurn() {
    var snapshot = new Snapshot();
    float[] whole;
    try (var gan = gan(2)) {
      steps(gan, 0, 3);
      gan.save("", snapshot);
      steps(gan, 3, 7);
      whole = weights(gan);
    }
    try (var gan = gan(2)) {
      gan.restore("", Snapshot.read("one", snapshot.bytes()));
      steps(gan, 3, 7);
      assertThat(weights(gan)).isEqualTo(whole);
    }
  }

  @Test
  void anEvaluationLearnsNothing() {
    try (var gan = gan(1);
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      gan.step(batch(0), 1e-3);
      var before = new Snapshot();
      gan.save("", before);
      float[] losses = gan.evaluate(batch(1));
      assertThat(gan.evaluate(batch(1))).isEqualTo(losses).hasSize(gan.losses().size());
      var after = new Snapshot();
      gan.save("", after);
      assertThat(after.bytes()).isEqualTo(before.bytes());
    }
  }

  @Test
  void theDiscriminatorLearnsToSeparateRealFromMade() {
    try (var gan = new HingeGan(manager, SHAPE, CLASSES, tiny(1000), OPTIONS)) {
      float first = steps(gan, 0, 1)[0];
      assertThat(steps(gan, 1, 60)[0]).isLessThan(0.7f * first);
    }
  }

  @Test
  void aTurnWithoutStepsIsRefused() {
    assertThatThrownBy(() -> tiny(0))
        .hasMessage(
            "Steps of the discriminator for each of the generator are 0 but must be 1 or more; set discriminatorSteps");
  }

  private HingeGan gan(int discriminatorSteps) {
    return new HingeGan(manager, SHAPE, CLASSES, tiny(discriminatorSteps), OPTIONS);
  }

  static GanOptions tiny(int discriminatorSteps) {
    return new GanOptions(
        4, 4, 16, 4, discriminatorSteps, 0.1, EnumSet.allOf(DiffAugmentation.class), 0.5, 0.99);
  }

  private float[] steps(TrainableModel model, int from, int to) {
    float[] losses = {};
    for (int i = from; i < to; i++) {
      try (var scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        losses = model.step(batch(i), 1e-3);
      }
    }
    return losses;
  }

  private Batch batch(int number) {
    var noise = new KeyedNoise(manager, 11, number);
    NDArray images = noise.uniform("images", 8, SHAPE.channels(), SHAPE.height(), SHAPE.width());
    return new Batch(images, manager.create(new long[] {0, 1, 2, 0, 1, 2, 0, 1}), noise);
  }

  private static float[] weights(HingeGan gan) {
    return gan.generating().at("coarse.weight").toFloatArray();
  }
}
