package dev.variegate.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongTailTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("variegate.root"), "examples/data/fashion-longtail");

  @Test
  void sizesFallExponentiallyFromTheFirstLabelToTheLast() {
    assertThat(LongTail.trainSizes()).containsExactly(300, 206, 141, 97, 66, 45, 31, 21, 15, 10);
  }

  @Test
  void theShippedTrainingSetHasTheseSizes() throws IOException {
    assertThat(counts("train-labels-idx1-ubyte.gz")).isEqualTo(LongTail.trainSizes());
  }

  @Test
  void theShippedTestSetHasAHundredOfEach() throws IOException {
    assertThat(counts("t10k-labels-idx1-ubyte.gz")).hasSize(10).containsOnly(100);
  }

  @Test
  void refusesFilesThatAreNotFashionMnist(@TempDir Path folder) throws IOException {
    for (String name : new String[] {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"}) {
      try (var out =
          new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))))) {
        out.writeInt(7);
      }
    }
    assertThatThrownBy(() -> LongTail.cut(folder, folder.resolve("out")))
        .hasMessage(
            "train-images-idx3-ubyte.gz starts with 0x00000007 but must start with 0x00000803;"
                + " pass the IDX files of Fashion-MNIST");
  }

  private static int[] counts(String file) throws IOException {
    int[] counts = new int[LongTail.CLASSES];
    try (var in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(SHIPPED.resolve(file))))) {
      in.readInt();
      int rows = in.readInt();
      for (int i = 0; i < rows; i++) {
        counts[in.readUnsignedByte()]++;
      }
      assertThat(in.read()).isEqualTo(-1);
    }
    return counts;
  }
}
