package dev.variegate.train.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.Batch;
import dev.variegate.train.KeyedNoise;
import dev.variegate.train.layer.EngineArrays;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoisyBatchTest {

  private static final int COUNT = 400;
  private static final float WHITE = 0.8f;
  private static final Offset<Float> TOLERANCE = Offset.offset(1e-5f);

  /** Salimans and Ho, appendix D: with v, x = signal z - sigma v and noise = sigma z + signal v. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void theTargetLeadsBackToTheImage(Target target) {
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var levels = NoiseLevels.of(DdpmOptions.DEFAULT.scheduler());
      var noise = new KeyedNoise(manager, 1, 2);
      var made = NoisyBatch.of(batch(noise), target, levels, new KnownClasses(2, 0.25));
      float[] drawn = noise.normal("noise", COUNT, 1, 1, 1).toFloatArray();
      float[] time = made.time().toFloatArray();
      float[] x = made.x().toFloatArray();
      float[] said = made.target().toFloatArray();
      float image = 2 * WHITE - 1;
      for (int i = 0; i < COUNT; i++) {
        float signal = levels.signal((int) time[i]);
        float sigma = levels.sigma((int) time[i]);
        assertThat(x[i]).isCloseTo(signal * image + sigma * drawn[i], TOLERANCE);
        if (target == Target.EPSILON) {
          assertThat(said[i]).isEqualTo(drawn[i]);
        } else {
          assertThat(said[i]).isCloseTo(signal * drawn[i] - sigma * image, TOLERANCE);
          assertThat(signal * x[i] - sigma * said[i]).isCloseTo(image, TOLERANCE);
        }
      }
    }
  }

  @Test
  void timestepsAreSpreadAndSomeClassesHidden() {
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      var levels = NoiseLevels.of(DdpmOptions.DEFAULT.scheduler());
      var batch = batch(new KeyedNoise(manager, 1, 2));
      var made = NoisyBatch.of(batch, Target.EPSILON, levels, new KnownClasses(2, 0.25));
      long late = count(made.time(), 500, 1000);
      assertThat(late).isBetween(160L, 240L);
      long[] labels = made.labels().toLongArray();
      assertThat(Arrays.stream(labels).filter(label -> label == 2).count()).isBetween(70L, 130L);
      assertThat(Arrays.stream(labels).filter(label -> label == 0)).isEmpty();
      var open = NoisyBatch.of(batch, Target.EPSILON, levels, new KnownClasses(2, 0));
      assertThat(open.labels().toLongArray()).containsOnly(1);
    }
  }

  private static long count(NDArray times, int from, int to) {
    long count = 0;
    for (float time : times.toFloatArray()) {
      assertThat(time).isBetween(0f, 999f).isEqualTo(Math.round(time));
      count += time >= from && time < to ? 1 : 0;
    }
    return count;
  }

  /** Images of one sample, all of class 1. */
  private static Batch batch(KeyedNoise noise) {
    var samples = new float[COUNT];
    Arrays.fill(samples, WHITE);
    var labels = new long[COUNT];
    Arrays.fill(labels, 1);
    return new Batch(
        EngineArrays.array(noise.manager(), samples, new Shape(COUNT, 1, 1, 1)),
        EngineArrays.array(noise.manager(), labels),
        noise);
  }
}
