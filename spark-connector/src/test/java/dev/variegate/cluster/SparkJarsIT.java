package dev.variegate.cluster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The folder of Spark's jars, which builds with other versions of Spark fill too. */
class SparkJarsIT {

  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^-]*)(-.+)?\\.jar");

  @Test
  void everyJarIsThereInOneVersion() throws IOException {
    assertThat(versions())
        .hasSizeGreaterThan(100)
        .allSatisfy((jar, of) -> assertThat(of).hasSize(1));
  }

  @Test
  void sparkIsOfTheVersionThatTheReleaseNames() throws IOException {
    var release = Files.readString(SparkHome.home().resolve("RELEASE")).split(" ", 3)[1];
    assertThat(versions())
        .containsEntry("spark-core_2.13", Set.of(release))
        .containsEntry("spark-mllib_2.13", Set.of(release));
  }

  private static Map<String, Set<String>> versions() throws IOException {
    try (var jars = Files.list(SparkHome.home().resolve("jars"))) {
      return jars.map(jar -> JAR.matcher(jar.getFileName().toString()))
          .filter(Matcher::matches)
          .collect(groupingBy(jar -> jar.group(1), mapping(jar -> jar.group(2), toSet())));
    }
  }
}
