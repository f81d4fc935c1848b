package dev.variegate.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ImageCodec;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests of this module run in the repository's root. */
class CatalogImagesTest {

  private static final Path DOCS = Path.of("docs");
  private static final Path FOLDER = DOCS.resolve(CatalogPage.IMAGES);
  private static final ImageCodec CODEC = new ImageCodec();

  /** A processor may round another way; a stage that has changed does more. */
  private static final int NOTICED = 12;

  private static final double FRACTION = 0.001;

  @Test
  void theImagesAreAsTheStagesMakeThem() throws IOException {
    var made = new CatalogImages(new Clothes(LocalSpark.session(), Path.of(""))).all();
    assertThat(made.keySet()).containsExactlyInAnyOrderElementsOf(shown());
    for (Map.Entry<String, byte[]> image : made.entrySet()) {
      var written = Files.readAllBytes(FOLDER.resolve(image.getKey()));
      assertThat(changed(written, image.getValue()))
          .as("docs/images/%s is stale; run benchmarks/catalog.sh", image.getKey())
          .isLessThan(FRACTION);
    }
  }

  @Test
  void theImagesAreSmallAndNoOtherLiesBesideThem() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(shown());
    }
    long all = 0;
    for (var name : shown()) {
      assertThat(FOLDER.resolve(name))
          .satisfies(file -> assertThat(Files.size(file)).isLessThan(200_000));
      all += Files.size(FOLDER.resolve(name));
    }
    assertThat(all).isLessThan(1_000_000);
  }

  /** The files of the images that the page shows, each with words for those who cannot see it. */
  private static List<String> shown() throws IOException {
    return Pattern.compile("!\\[[^\\]]{20,}\\]\\(" + CatalogPage.IMAGES + "/([^)]+)\\)")
        .matcher(Files.readString(DOCS.resolve("catalog.md")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** The fraction of samples that differ so much that it is noticed; 1 where the sizes do. */
  private static double changed(byte[] written, byte[] made) {
    try (var before = CODEC.decode(written);
        var after = CODEC.decode(made)) {
      if (!before.size().equals(after.size())) {
        return 1;
      }
      var old = before.toBytes();
      var now = after.toBytes();
      int differing = 0;
      for (int i = 0; i < old.length; i++) {
        differing += Math.abs((old[i] & 255) - (now[i] & 255)) > NOTICED ? 1 : 0;
      }
      return differing / (double) old.length;
    }
  }
}
