package dev.variegate.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.benchmarks.bundles.AssembleBundles;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of docs/catalog.md that take networks of others. */
@NeedsShared
class CatalogExamplesSharedTest {

  private static final Path PAGE = Path.of("docs/catalog.md");

  @Test
  void theExamplesRunWithTheBundlesThatThePageNames(@TempDir Path folder) throws Exception {
    var assembly = new AssembleBundles(Shared.path("models"));
    for (var description : AssembleBundles.descriptions(Path.of("examples/bundles"))) {
      assembly.bundle(description, Path.of("target/bundles"));
    }
    var blocks = TestedExamples.blocks(PAGE, "java with bundles");
    for (var example : TestedExamples.compiled(blocks, folder)) {
      var made = example.run(LocalSpark.session());
      assertThat(made.collectAsList()).as(example.code()).isNotEmpty();
      TestedExamples.requireNamed(made, PAGE);
    }
  }
}
