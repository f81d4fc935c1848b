package dev.variegate.train.gan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.ImageShape;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import dev.variegate.train.network.Halvings;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DiscriminatorNetworkTest {

  private static final ImageShape SHAPE = new ImageShape(3, 17, 30);
  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  @Test
  void aClassAddsTheProductOfItsRowAndTheLastFeatures() {
    var network = new DiscriminatorNetwork(Halvings.of(SHAPE, 4), 2);
    try (var manager = NDManager.newBaseManager();
        var weights = network.declare(new TrainableWeights(manager, "d", 1));
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var image = new KeyedNoise(manager, 1, 0).normal("x", 1, 3, 17, 30);
      float first = score(network, weights, image, manager, 0);
      float second = score(network, weights, image, manager, 1);
      assertThat(second).isNotCloseTo(first, TOLERANCE);
      // The second row becomes twice the first: its part of the score doubles.
      var table = weights.at("label.weight");
      table.muli(manager.create(new float[] {1, 0}, new Shape(2, 1)));
      float bare = score(network, weights, image, manager, 1);
      table.addi(table.get("0:1").mul(manager.create(new float[] {0, 2}, new Shape(2, 1))));
      assertThat(score(network, weights, image, manager, 1))
          .isCloseTo(bare + 2 * (first - bare), TOLERANCE);
    }
  }

  @Test
  void withoutClassesThereIsNoTable() {
    var network = new DiscriminatorNetwork(Halvings.of(SHAPE, 4), 0);
    try (var manager = NDManager.newBaseManager();
        var weights = network.declare(new TrainableWeights(manager, "d", 1))) {
      assertThat(weights.all()).doesNotContainKey("label.weight").containsKey("real.weight");
    }
  }

  private static float score(
      DiscriminatorNetwork network,
      TrainableWeights weights,
      NDArray image,
      NDManager manager,
      long label) {
    var labels = manager.create(new long[] {label});
    return network.score(new TorchLayers(weights::at), image, labels).getFloat();
  }
}
