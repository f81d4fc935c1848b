package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.model.onnx.Networks;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and tensors of the engine are given back by their owner, not by the collector. */
class NetworkMemoryTest {

  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private ModelBundle bundle;

  @BeforeEach
  void write() {
    bundle = ModelBundle.open(TinyModels.classifier(folder));
  }

  @Test
  void staysFlatOverManyRuns() {
    try (var network = Networks.open(bundle, 1)) {
      assertThat(growth(() -> run(network, 150_000))).isLessThan(50 * MEGABYTE); // of 160 MB
    }
  }

  @Test
  void staysFlatOverManyOpenings() {
    assertThat(growth(() -> open(500))).isLessThan(50 * MEGABYTE);
  }

  /** The least growth of several rounds: what leaks does so in each, while a heap settles. */
  private static long growth(Runnable round) {
    round.run();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long before = resident();
      round.run();
      least = Math.min(least, resident() - before);
    }
    return least;
  }

  private static long resident() {
    System.gc(); // so that the old part of the Java heap does not grow between two looks
    return Pointer.physicalBytes();
  }

  private void open(int times) {
    for (int i = 0; i < times; i++) {
      try (var network = Networks.open(bundle, 1)) {
        run(network, 1);
      }
    }
  }

  private static void run(Network network, int times) {
    var inputs = Map.of("image", Tensor.of(new float[4 * 64], 4, 1, 8, 8));
    for (int i = 0; i < times; i++) {
      network.run(inputs);
    }
  }
}
