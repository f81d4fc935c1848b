package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private final Batches batches = new Batches(Toys.images(20), 3, 4, 6, 1);

  @Test
  void anOrderHoldsEveryImageOnceAndChangesWithTheEpoch() {
    assertThat(Arrays.stream(batches.order(0)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    assertThat(batches.order(1)).isNotEqualTo(batches.order(0));
    assertThat(batches.order(0)).isEqualTo(batches.order(0));
  }

  @Test
  void aBatchHoldsImagesWithTheirLabels() {
    try (var manager = NDManager.newBaseManager()) {
      var batch = batches.batch(manager, batches.order(0), 1, 5);
      long[] labels = batch.labels().toLongArray();
      float[] oneHot = batch.oneHot().toFloatArray();
      float[] pixels = batch.images().toFloatArray();
      for (int i = 0; i < 6; i++) {
        assertThat(oneHot[i * 3 + (int) labels[i]]).isEqualTo(1);
        int bar = i * 784 + (int) labels[i] * 8 * 28;
        assertThat(pixels[bar]).isGreaterThan(0.7f);
      }
      assertThat(batch.noise().getShape().getShape()).containsExactly(6, 4);
    }
  }

  @Test
  void refusesABatchLargerThanTheSet() {
    assertThatThrownBy(() -> new Batches(Toys.images(5), 3, 4, 6, 1))
        .hasMessage(
            "Batch size is 6 but must not exceed the 5 images given; ask for smaller batches");
  }
}
