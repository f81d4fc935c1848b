package dev.variegate.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.job.AugmentJob;
import dev.variegate.job.TrainJob;
import dev.variegate.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the marked examples of README.md; the tests of this module run in the repository's root. */
class ReadmeTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));

  private static final Path README = ROOT.resolve("README.md");

  @Test
  void thePipelineCompilesAndPredicts(@TempDir Path folder) throws Exception {
    var code = block("java");
    assertThat(code.strip().split("\n")).hasSizeLessThanOrEqualTo(13);
    var predictions =
        TestedExamples.compiled(List.of(code), folder).get(0).run(LocalSpark.session());
    assertThat(predictions.count()).isEqualTo(1000);
    assertThat(predictions.columns()).contains("prediction").doesNotContain("lineage");
  }

  @Test
  void theJobRuns() throws IOException {
    assertThat(run("submit", AugmentJob.class, AugmentJob::execute))
        .contains("images in, ", "report: ");
  }

  @Test
  void theTrainingRuns() throws IOException {
    assertThat(run("training", TrainJob.class, TrainJob::execute))
        .contains("bundle: ", "report: ", "epochs: 2");
  }

  /** How a command is run in this JVM. */
  private interface Execution {
    int of(PrintStream out, PrintStream err, String... args);
  }

  /** What the command prints when it is run as its block says. */
  private static String run(String marker, Class<?> command, Execution execution)
      throws IOException {
    var words = List.of(block(marker).replace("\\\n", " ").replace("'", "").strip().split("\\s+"));
    assertThat(Files.isExecutable(ROOT.resolve(words.get(0)))).isTrue();
    assertThat(words).containsSequence("--class", command.getName());
    int jar = words.indexOf(System.getProperty("variegate.assembly"));
    assertThat(jar).isPositive();

    assertThat(LocalSpark.session()).isNotNull();
    var out = new ByteArrayOutputStream();
    var printer = new PrintStream(out, true, StandardCharsets.UTF_8);
    var args = words.subList(jar + 1, words.size()).toArray(String[]::new);
    assertThat(execution.of(printer, printer, args))
        .as(out.toString(StandardCharsets.UTF_8))
        .isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String block(String marker) throws IOException {
    var blocks = TestedExamples.blocks(README, marker);
    assertThat(blocks).as("README.md has a block marked \"tested: %s\"", marker).isNotEmpty();
    return blocks.get(0);
  }
}
