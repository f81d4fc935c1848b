package dev.variegate.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** The marked examples of a page: found, compiled and run. */
final class TestedExamples {

  private static final Pattern VARIABLE = Pattern.compile("(?m)^(?:var|Dataset<Row>) (\\w+) =");

  private static final String AROUND =
      """
      import dev.variegate.io.*;
      import dev.variegate.io.annotation.*;
      import dev.variegate.stage.*;
      import dev.variegate.stage.train.*;
      import java.util.List;
      import org.apache.spark.ml.*;
      import org.apache.spark.ml.classification.*;
      import org.apache.spark.ml.feature.*;
      import org.apache.spark.sql.*;

      public class Example%d {
        public static Dataset<Row> run(SparkSession spark) throws Exception {
          %s
          return %s;
        }
      }
      """;

  private TestedExamples() {}

  /** The texts of all blocks behind a marker {@code <!-- tested: word -->}, without fences. */
  static List<String> blocks(Path page, String marker) throws IOException {
    return Pattern.compile(
            "<!-- tested: " + marker + " -->\\s*```\\w+\\n(.*?)\\n```", Pattern.DOTALL)
        .matcher(Files.readString(page))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** How many blocks of Java a page has. */
  static int fences(Path page) throws IOException {
    return (int) Files.readString(page).lines().filter("```java"::equals).count();
  }

  /** A block of Java that was compiled; its result is the table that it names last. */
  record Compiled(String code, Path classes, int number) {

    Dataset<?> run(SparkSession spark) throws Exception {
      try (var loader =
          new URLClassLoader(
              new URL[] {classes.toUri().toURL()}, TestedExamples.class.getClassLoader())) {
        var run = loader.loadClass("Example" + number).getMethod("run", SparkSession.class);
        return (Dataset<?>) run.invoke(null, spark);
      }
    }
  }

  /** Lets a test fail where a page does not name the methods that stand in a table's lineages. */
  static void requireNamed(Dataset<?> made, Path page) throws IOException {
    if (List.of(made.columns()).contains("lineage")) {
      var methods = made.select("lineage.method").distinct().as(Encoders.STRING()).collectAsList();
      assertThat(methods)
          .isNotEmpty()
          .allSatisfy(
              method ->
                  assertThat(Files.readString(page))
                      .containsPattern("\\*\\*Lineage:\\*\\* method[^.;]*`" + method + "`"));
    }
  }

  /** Compiles blocks of Java, all at once; the first words of the compiler's are the failure's. */
  static List<Compiled> compiled(List<String> blocks, Path folder) throws IOException {
    var sources = new ArrayList<Path>();
    var compiled = new ArrayList<Compiled>();
    for (int i = 0; i < blocks.size(); i++) {
      var names = VARIABLE.matcher(blocks.get(i)).results().map(MatchResult::group).toList();
      assertThat(names).as(blocks.get(i)).isNotEmpty();
      var last = names.get(names.size() - 1).replaceAll("^\\S+ | =$", "");
      var text = AROUND.formatted(i, blocks.get(i), last);
      sources.add(Files.writeString(folder.resolve("Example%d.java".formatted(i)), text));
      compiled.add(new Compiled(blocks.get(i), folder, i));
    }
    compile(sources, folder);
    return compiled;
  }

  private static void compile(List<Path> sources, Path folder) {
    var said = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    var options =
        List.of(
            "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    var task =
        compiler.getTask(
            said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
    assertThat(task.call()).as(said.toString()).isTrue();
  }
}
