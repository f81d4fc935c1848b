package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import org.junit.jupiter.api.Test;

class EncoderNetworkTest {

  @Test
  void theLogarithmOfTheVarianceStaysWithinItsBound() {
    try (var manager = NDManager.newBaseManager();
        var weights =
            new EncoderNetwork(4, 3).declare(new TrainableWeights(manager, "encoder", 1));
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      weights.at("variance.weight").muli(1000);
      var batches = new Batches(Toys.images(8), 3, 4, 8, 1);
      var batch = batches.batch(manager, batches.order(0), 0, 0);
      var posterior =
          new EncoderNetwork(4, 3)
              .posterior(new TorchLayers(weights::at), batch.images(), batch.labels());
      assertThat(posterior.logVariance().max().getFloat()).isEqualTo(8);
      assertThat(posterior.logVariance().min().getFloat()).isEqualTo(-8);
      assertThat(posterior.divergence().getFloat()).isFinite();
    }
  }
}
