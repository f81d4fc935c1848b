package dev.variegate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentFolderTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));

  @Test
  void threeCopiesOfEachAreWrittenBehindIt(@TempDir Path folder) throws IOException {
    ImagesOnDisk.write(folder.resolve("in/red/a.jpg"), 200, 40, 40);
    ImagesOnDisk.write(folder.resolve("in/green/b.jpg"), 40, 200, 40);
    augment(folder, Files.readString(ROOT.resolve("conf/policies/light.yaml")));
    assertThat(ImagesOnDisk.below(folder.resolve("out"))).hasSize(8);
    assertThat(Files.readAllLines(folder.resolve("out/metadata.jsonl")))
        .hasSize(8)
        .filteredOn(line -> line.contains("\"key\":\"green/b.jpg\""))
        .hasSize(4);
  }

  @Test
  void anOperationOfOnesOwnIsAWordOfThePolicy(@TempDir Path folder) throws IOException {
    ImagesOnDisk.write(folder.resolve("in/gray/a.jpg"), 60, 60, 60);
    augment(folder, "steps: [{exposure: {stops: 1}}]");
    var written = ImagesOnDisk.below(folder.resolve("out"));
    assertThat(written).hasSize(4);
    var reds = new TreeSet<Integer>();
    for (var file : written) {
      reds.add(ImagesOnDisk.firstPixel(file)[0]);
    }
    assertThat(reds).containsExactly(60, 120);
  }

  private static void augment(Path folder, String policy) {
    var in = folder.resolve("in").toString();
    AugmentFolder.augment(LocalSpark.session(), in, policy, folder.resolve("out").toString());
  }
}
