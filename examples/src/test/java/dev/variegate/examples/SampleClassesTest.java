package dev.variegate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleClassesTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));

  @Test
  void asManyAsAskedForAreInTheFoldersOfTheirClasses(@TempDir Path folder) throws IOException {
    SampleClasses.sample(
        LocalSpark.session(),
        ROOT.resolve("examples/models/fashion-clothes").toString(),
        "{\"bag\": 2, \"shirt\": 3}",
        folder.resolve("out").toString());
    assertThat(ImagesOnDisk.below(folder.resolve("out")))
        .extracting(file -> file.getParent().getFileName().toString())
        .containsExactly("bag", "bag", "shirt", "shirt", "shirt");
  }
}
