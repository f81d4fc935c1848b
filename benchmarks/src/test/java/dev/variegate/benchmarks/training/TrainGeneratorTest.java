package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.model.ModelBundle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainGeneratorTest {

  @TempDir private Path folder;

  @Test
  void leavesABundleThatSamplesAndTheLossCurve() throws IOException {
    var toys = Toys.images(16);
    idx("train-images-idx3-ubyte", toys.pixels(), 16, 28, 28);
    idx("train-labels-idx1-ubyte", toys.labels(), 16);
    var bundle = folder.resolve("bundle");
    TrainGenerator.main(
        new String[] {
          folder.toString(),
          bundle.toString(),
          "batch=8",
          "judge-epochs=1",
          "vae-epochs=1",
          "gan-epochs=1",
          "latent=4"
        });
    assertThat(bundle.resolve("losses.csv")).content().hasLineCount(7).contains("gan,1,critic,");
    try (var sampler = LatentSampler.open(ModelBundle.open(bundle), 1);
        var sample = sampler.sample(List.of(new SampleRequest("k", 1, 1, "bag"))).get(0)) {
      assertThat(sample.image().width()).isEqualTo(28);
    }
  }

  @Test
  void saysHowItIsCalled() {
    assertThatThrownBy(() -> TrainGenerator.main(new String[] {"data"}))
        .hasMessage(
            "1 arguments are given but must be at least 2; call it with DATA-FOLDER BUNDLE-FOLDER [key=value ...]");
  }

  private void idx(String name, byte[] bytes, int... shape) throws IOException {
    var file = ByteBuffer.allocate(4 + 4 * shape.length + bytes.length);
    file.putInt(0x800 | shape.length);
    for (int size : shape) {
      file.putInt(size);
    }
    Files.write(folder.resolve(name), file.put(bytes).array());
  }
}
