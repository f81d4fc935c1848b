package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InstanceNoiseTest {

  @Test
  void addsFreshNoiseOfItsDeviationFixedByTheSeed() {
    try (var manager = NDManager.newBaseManager()) {
      var images = manager.zeros(new Shape(16, 1, 28, 28));
      var haze = new InstanceNoise(1);
      var first = haze.over(images);
      assertThat(first.square().mean().sqrt().getFloat()).isCloseTo(0.05f, Offset.offset(0.002f));
      assertThat(haze.over(images).toFloatArray()).isNotEqualTo(first.toFloatArray());
      assertThat(new InstanceNoise(1).over(images).toFloatArray()).isEqualTo(first.toFloatArray());
    }
  }
}
