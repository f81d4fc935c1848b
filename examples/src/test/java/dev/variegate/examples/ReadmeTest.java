package dev.variegate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.job.AugmentJob;
import dev.variegate.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the marked examples of README.md; the tests of this module run in the repository's root. */
class ReadmeTest {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));

  private static final String AROUND =
      """
      import dev.variegate.io.*;
      import dev.variegate.stage.*;
      import java.util.List;
      import org.apache.spark.ml.*;
      import org.apache.spark.ml.classification.*;
      import org.apache.spark.ml.feature.*;
      import org.apache.spark.sql.*;

      public class Example {
        public static Dataset<Row> run(SparkSession spark) {
          %s
          return predictions;
        }
      }
      """;

  @Test
  void thePipelineCompilesAndPredicts(@TempDir Path folder) throws Exception {
    var code = block("java");
    assertThat(code.strip().split("\n")).hasSizeLessThanOrEqualTo(13);
    var source = Files.writeString(folder.resolve("Example.java"), AROUND.formatted(code));
    compile(source, folder);
    try (var loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      var run = loader.loadClass("Example").getMethod("run", SparkSession.class);
      var predictions = (Dataset<?>) run.invoke(null, LocalSpark.session());
      assertThat(predictions.count()).isEqualTo(1000);
      assertThat(predictions.columns()).contains("prediction").doesNotContain("lineage");
    }
  }

  @Test
  void theJobRuns() throws IOException {
    var words =
        List.of(block("submit").replace("\\\n", " ").replace("'", "").strip().split("\\s+"));
    assertThat(Files.isExecutable(ROOT.resolve(words.get(0)))).isTrue();
    assertThat(words).containsSequence("--class", AugmentJob.class.getName());
    int jar =
        words.indexOf(words.stream().filter(w -> w.endsWith(".jar")).findFirst().orElseThrow());
    assertThat(words.get(jar)).isEqualTo(System.getProperty("variegate.assembly"));

    assertThat(LocalSpark.session()).isNotNull();
    var out = new ByteArrayOutputStream();
    var printer = new PrintStream(out, true, StandardCharsets.UTF_8);
    var args = words.subList(jar + 1, words.size()).toArray(String[]::new);
    assertThat(AugmentJob.execute(printer, printer, args))
        .as(out.toString(StandardCharsets.UTF_8))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("pictures in, ", "report: ");
  }

  private static void compile(Path source, Path folder) {
    var said = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    var options =
        List.of(
            "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    var task = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source));
    assertThat(task.call()).as(said.toString()).isTrue();
  }

  /** The code behind the marker, without its fences. */
  private static String block(String marker) throws IOException {
    var text = Files.readString(ROOT.resolve("README.md"));
    var found =
        Pattern.compile("<!-- tested: " + marker + " -->\\s*```\\w+\\n(.*?)\\n```", Pattern.DOTALL)
            .matcher(text);
    assertThat(found.find()).as("README.md has a block marked \"tested: %s\"", marker).isTrue();
    return found.group(1);
  }
}
