package dev.variegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the jar for {@code spark-submit} holds; that it runs is shown by the tests beside this. */
class AssemblyIT {

  private static final long MB = 1 << 20;

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(SparkHome.assembly())).isLessThan(120 * MB);
  }

  @Test
  void holdsNothingThatSparkBringsAndNothingToTrainWith() throws IOException {
    assertThat(names()).noneMatch(AssemblyIT::isSparks);
    assertThat(names())
        .noneMatch(
            name ->
                name.startsWith("ai/djl/")
                    || name.startsWith("org/tribuo/")
                    || (name.contains("torch") && !name.startsWith("dev/variegate/")));
  }

  @Test
  void theTrainingAssemblyHoldsWhatIsLeftOutAndNothingElse() throws IOException {
    var names = names(SparkHome.trainingAssembly());
    assertThat(names)
        .contains(
            "ai/djl/Model.class",
            "ai/djl/pytorch/engine/PtEngineProvider.class",
            "ai/onnx/proto/OnnxMl.class",
            "META-INF/services/ai.djl.engine.EngineProvider")
        .noneMatch(AssemblyIT::isSparks)
        .noneMatch(name -> name.startsWith("dev/variegate"));
    assertThat(names.stream().filter(AssemblyIT::isNative))
        .isNotEmpty()
        .allMatch(name -> name.contains("linux-x86_64") || name.contains("linux-x86-64"));
  }

  private static boolean isSparks(String name) {
    return name.startsWith("org/apache/")
        || name.startsWith("scala/")
        || name.startsWith("org/slf4j/")
        || name.startsWith("com/fasterxml/jackson/core/")
        || name.startsWith("com/fasterxml/jackson/databind/")
        || name.startsWith("com/google/")
        || name.startsWith("org/junit");
  }

  @Test
  void holdsTheNativesOfOnePlatformAlone() throws IOException {
    assertThat(names().stream().filter(AssemblyIT::isNative))
        .isNotEmpty()
        .allMatch(name -> name.contains("/linux-x86_64/") || name.contains("/linux-x64/"));
  }

  @Test
  void servicesNameClassesThatAreInIt() throws IOException {
    try (var jar = new JarFile(SparkHome.assembly().toFile())) {
      var services =
          jar.stream()
              .filter(e -> e.getName().startsWith("META-INF/services/") && !e.isDirectory())
              .toList();
      assertThat(services)
          .extracting(ZipEntry::getName)
          .contains("META-INF/services/com.fasterxml.jackson.core.JsonFactory");
      for (var service : services) {
        var text = new String(jar.getInputStream(service).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")))
            .as(service.getName())
            .isNotEmpty()
            .allMatch(name -> jar.getEntry(name.replace('.', '/') + ".class") != null);
      }
    }
  }

  @Test
  void carriesItsLicense() throws IOException {
    assertThat(names()).contains("META-INF/LICENSE", "META-INF/NOTICE", "ThirdPartyNotices.txt");
  }

  private static boolean isNative(String name) {
    return name.matches(".*\\.(so(\\.\\d+)*|dylib|dll|jnilib)");
  }

  private static List<String> names() throws IOException {
    return names(SparkHome.assembly());
  }

  private static List<String> names(Path file) throws IOException {
    try (var jar = new JarFile(file.toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
