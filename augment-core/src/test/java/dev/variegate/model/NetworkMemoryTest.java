package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;

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
      run(network, 150_000); // until the young part of the Java heap was used as a whole
      long resident = resident();
      run(network, 150_000); // 160 MB of outputs, if nobody gave them back
      assertThat(resident() - resident).isLessThan(50 * MEGABYTE);
    }
  }

  @Test
  void staysFlatOverManyOpenings() {
    open(20);
    long resident = resident();
    open(500);
    assertThat(resident() - resident).isLessThan(50 * MEGABYTE);
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
    var inputs = Map.of("picture", Tensor.of(new float[4 * 64], 4, 1, 8, 8));
    for (int i = 0; i < times; i++) {
      network.run(inputs);
    }
  }
}
