package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.variegate.train.layer.TrainableWeights;
import org.junit.jupiter.api.Test;

class HingeGanTest {

  @Test
  void theDecodersStepLeavesNoGradientInTheCritic() {
    var decoder = new DecoderNetwork(4, 3);
    try (var manager = NDManager.newBaseManager();
        var decoding = decoder.declare(new TrainableWeights(manager, "decoder", 1));
        var vae = new ConditionalVae(manager, decoder, decoding, 1);
        var judge = new AuxiliaryClassifierTraining(manager, 3, 1);
        var gan = new HingeGan(manager, decoder, decoding, vae, judge, 0.1, 1);
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var batches = new Batches(Toys.images(8), 3, 4, 8, 1);
      var before = decoding.at("image.weight").toFloatArray();
      gan.step(batches.batch(manager, batches.order(0), 0, 0), 1e-3);
      assertThat(decoding.at("image.weight").toFloatArray()).isNotEqualTo(before);
      gan.critic().learn();
      gan.critic()
          .all()
          .values()
          .forEach(weight -> assertThat(weight.getGradient().abs().max().getFloat()).isZero());
    }
  }
}
