package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabeledImagesTest {

  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, (byte) 255
  };

  @TempDir private Path folder;

  @Test
  void readsImagesWithTheirLabels() throws IOException {
    write("a-images-idx3-ubyte", IMAGES);
    write("a-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 7, 3});
    var images = LabeledImages.read(folder, "a");
    assertThat(images.labels()).containsExactly(7, 3);
    float[] samples = new float[3];
    images.copy(1, samples, 1);
    assertThat(samples).containsExactly(0, 0.4f, 1);
  }

  @Test
  void refusesLabelsOfOtherImages() throws IOException {
    write("a-images-idx3-ubyte", IMAGES);
    write("a-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7});
    assertThatThrownBy(() -> LabeledImages.read(folder, "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Given are 1 labels and 4 bytes but must be 2 bytes (2x1 an image); give files that belong together");
  }

  @Test
  void refusesImagesInPlaceOfLabels() throws IOException {
    write("a-images-idx3-ubyte", IMAGES);
    write("a-labels-idx1-ubyte", IMAGES);
    assertThatThrownBy(() -> LabeledImages.read(folder, "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "IDX files a in %s have 3 and 3 dimensions but must have 3 and 1; give images and labels",
            folder);
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> LabeledImages.read(folder, "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "IDX file a-images-idx3-ubyte (or .gz) not found in %s; give the folder that holds the four files of the data set",
            folder);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }
}
