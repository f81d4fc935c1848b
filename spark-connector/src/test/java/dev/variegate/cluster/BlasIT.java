package dev.variegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Images and learners in one process, whoever is first, beside the BLAS that the system has:
 * OpenCV's own must not stand in for it.
 */
class BlasIT {

  @ParameterizedTest
  @CsvSource({"image, learner", "learner, image"})
  void worksInAnyOrderWithTheAssembly(String first, String second)
      throws IOException, InterruptedException {
    requireBoth(Jvm.run(assembly(), List.of(), LearningProgram.class, first, second).lines());
  }

  @ParameterizedTest
  @CsvSource({"image, learner", "learner, image"})
  void worksInAnyOrderWithTheClassPathOfMaven(String first, String second)
      throws IOException, InterruptedException {
    requireBoth(Jvm.run(List.of(), LearningProgram.class, first, second).lines());
  }

  @Test
  void executorsLearnFromImages(@TempDir Path folder) throws IOException, InterruptedException {
    var run = new Submission(Files.createDirectories(folder.resolve("run")));
    try (var cluster = new Cluster(folder)) {
      var process = run.program(cluster.master(), LearningProgram.class, "learner", "cluster");
      SparkHome.await(process, run.log());
    }
    var log = Files.readString(run.log());
    assertThat(log)
        .contains("\nclasses 4\n", "\nright 200\n")
        .doesNotContain("could not be found", "ExecutorLostFailure");
    requireBoth(log.lines().filter(line -> line.startsWith("executor ")));
    requireBoth(log.lines().filter(line -> line.startsWith("/")));
  }

  @Test
  void saysWhatToDoWhereOpenCvCannotBeUnpacked(@TempDir Path folder) throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    var options =
        Stream.of("org.bytedeco.javacpp.cachedir", "user.home", "java.io.tmpdir")
            .map(property -> "-D%s=%s/none".formatted(property, file))
            .toList();
    assertThatThrownBy(() -> Jvm.run(assembly(), options, LearningProgram.class, "image"))
        .hasMessageContaining("IllegalStateException: OpenCV cannot be loaded (")
        .hasMessageContaining(
            "set -Dorg.bytedeco.javacpp.cachedir for driver and executors to a folder that has room and allows executables");
  }

  private static String assembly() {
    var assembly = SparkHome.assembly().toString();
    return String.join(
        File.pathSeparator,
        assembly,
        assembly.replace("-assembly.jar", "-tests.jar"),
        SparkHome.home().resolve("jars") + File.separator + "*");
  }

  /** The program holds OpenCV, and the BLAS of the build's choice, all of it, where it has one. */
  private static void requireBoth(Stream<String> printed) throws IOException {
    var libraries = printed.map(line -> line.replace("executor ", "")).toList();
    assertThat(libraries).anyMatch(path -> path.contains("libopencv_core"));
    var folder = System.getProperty("variegate.blas", "");
    if (!folder.isEmpty()) {
      assertThat(libraries).contains(Path.of(folder, "libblas.so.3").toRealPath().toString());
      var openBlas = Path.of(folder, "libopenblas.so.0");
      if (Files.exists(openBlas)) {
        assertThat(libraries).contains(openBlas.toRealPath().toString());
      }
    }
  }
}
