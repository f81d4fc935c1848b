package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {

  private static final int TASKS = 16;

  @TempDir Path folder;
  private final Queue<Runnable> afterIdle = new ArrayDeque<>();
  private final ModelCache cache = new ModelCache(afterIdle::add);
  private ModelBundle bundle;

  @BeforeEach
  void write() {
    bundle = ModelBundle.open(TinyModels.sampler(folder));
  }

  @Test
  void manyTasksAtOnceOpenANetworkOnceAndGetTheSameBits() throws Exception {
    var together = new ModelCache(Runnable::run);
    var start = new CyclicBarrier(TASKS);
    Callable<float[]> task =
        () -> {
          try (var network =
              together.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1))) {
            start.await();
            var made = network.run(inputs()).get("image").floats();
            start.await();
            return made;
          }
        };
    var threads = Executors.newFixedThreadPool(TASKS);
    try {
      var made = new ArrayList<float[]>();
      for (var done : threads.invokeAll(Collections.nCopies(TASKS, task))) {
        made.add(done.get());
      }
      assertThat(made).allMatch(one -> Arrays.equals(one, made.get(0)));
    } finally {
      threads.shutdown();
    }
    assertThat(together.countOpened()).isEqualTo(1);
    assertThat(together.countOpen()).isZero();
  }

  @Test
  void tasksThatFollowEachOtherOpenItOnce() {
    cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1)).close();
    cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1)).close();
    assertThat(cache.countOpened()).isEqualTo(1);
    assertThat(cache.countOpen()).isEqualTo(1);
  }

  @Test
  void isClosedAfterTheIdleLimitAndOpenedAgain() {
    cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1)).close();
    passIdleLimit();
    assertThat(cache.countOpen()).isZero();
    try (var again = cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1))) {
      assertThat(again.run(inputs())).containsOnlyKeys("image");
    }
    assertThat(cache.countOpened()).isEqualTo(2);
  }

  @Test
  void staysOpenWhileSomeoneLeasesIt() {
    var first = cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1));
    cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1)).close();
    passIdleLimit();
    assertThat(cache.countOpen()).isEqualTo(1);
    first.close();
    try (var second = cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1))) {
      passIdleLimit();
      assertThat(second.run(inputs())).containsOnlyKeys("image");
    }
    assertThat(cache.countOpened()).isEqualTo(1);
  }

  @Test
  void anEarlierIdlePeriodDoesNotEndALaterOne() {
    cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1)).close();
    var first = afterIdle.remove();
    cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1)).close();
    first.run();
    assertThat(cache.countOpen()).isEqualTo(1);
    passIdleLimit();
    assertThat(cache.countOpen()).isZero();
  }

  @Test
  void closingALeaseTwiceGivesItBackOnce() {
    try (var kept = cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1))) {
      var twice = cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1));
      twice.close();
      twice.close();
      passIdleLimit();
      assertThat(kept.run(inputs())).containsOnlyKeys("image");
    }
  }

  @Test
  void refusesALeaseThatWasClosed() {
    var lease = cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1));
    lease.close();
    assertThatThrownBy(() -> lease.run(inputs()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Lease of a network was closed and is used again; keep it open until the last run");
  }

  @Test
  void anotherNumberOfThreadsIsAnotherNetwork() {
    try (var one = cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1));
        var two = cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(2))) {
      assertThat(cache.countOpen()).isEqualTo(2);
      assertThat(two.run(inputs()).get("image").floats())
          .isEqualTo(one.run(inputs()).get("image").floats());
    }
  }

  @Test
  void aNetworkThatCannotBeOpenedIsNotKept() throws Exception {
    Files.delete(folder.resolve("network.onnx"));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> cache.take(bundle, NetworkRole.GENERATOR, ComputeOptions.threads(1)))
          .isInstanceOf(BadModelException.class);
    }
    assertThat(cache.countOpened()).isZero();
    assertThat(cache.countOpen()).isZero();
  }

  @Test
  void theIdleLimitIsASystemProperty() {
    assertThat(ModelCache.idleSeconds(null)).isEqualTo(60);
    assertThat(ModelCache.idleSeconds("5")).isEqualTo(5);
    assertThatThrownBy(() -> ModelCache.idleSeconds("1m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "System property variegate.model.idle.seconds is \"1m\" but must be a whole number of seconds; leave it out for 60");
  }

  private void passIdleLimit() {
    List.copyOf(afterIdle).forEach(Runnable::run);
    afterIdle.clear();
  }

  private static Map<String, Tensor> inputs() {
    return Map.of("z", Tensor.of(new float[16], 4, 4), "label", Tensor.of(new long[4], 4));
  }
}
