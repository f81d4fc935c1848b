package dev.variegate.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles all examples of docs/catalog.md and runs those that need no weights of others. */
class CatalogExamplesTest {

  private static final Path PAGE = Path.of("docs/catalog.md");

  @Test
  void theExamplesThatNeedNothingRun(@TempDir Path folder) throws Exception {
    for (var example : TestedExamples.compiled(TestedExamples.blocks(PAGE, "java"), folder)) {
      var made = example.run(LocalSpark.session());
      assertThat(made.columns())
          .as(example.code())
          .containsAnyOf("lineage", "features", "statistics", "audit", "fold");
      assertThat(made.count()).as(example.code()).isGreaterThanOrEqualTo(8);
      TestedExamples.requireNamed(made, PAGE);
    }
  }

  @Test
  void allExamplesCompile(@TempDir Path folder) throws IOException {
    assertThat(TestedExamples.compiled(all(), folder)).hasSizeGreaterThan(15);
  }

  @Test
  void noExampleIsUnmarked() throws IOException {
    assertThat(TestedExamples.fences(PAGE)).isEqualTo(all().size());
  }

  private static List<String> all() throws IOException {
    var all = new ArrayList<>(TestedExamples.blocks(PAGE, "java"));
    all.addAll(TestedExamples.blocks(PAGE, "java with bundles"));
    all.addAll(TestedExamples.blocks(PAGE, "java compiled")); // for bundles of the reader's own
    return all;
  }
}
