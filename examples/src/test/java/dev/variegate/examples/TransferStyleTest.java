package dev.variegate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.StyleModels;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferStyleTest {

  /** The tiny model takes the mean of each channel for the style. */
  @Test
  void copiesGoHalfTheWayToTheColorOfTheStyle(@TempDir Path folder) throws IOException {
    ImagesOnDisk.write(folder.resolve("in/train/red/a.png"), 200, 40, 40);
    ImagesOnDisk.write(folder.resolve("styles/blue.png"), 0, 0, 240);
    TransferStyle.transfer(
        LocalSpark.session(),
        folder.resolve("in").toString(),
        folder.resolve("styles").toString(),
        StyleModels.stylizer(folder.resolve("model")).toString(),
        folder.resolve("out").toString());
    var written = ImagesOnDisk.below(folder.resolve("out/train/red"));
    assertThat(written).hasSize(3);
    assertThat(ImagesOnDisk.firstPixel(written.get(0))).containsExactly(200, 40, 40);
    assertThat(ImagesOnDisk.firstPixel(written.get(2))).containsExactly(100, 20, 140);
  }
}
