package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.FaultyFileSystem;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // the watched file system is not used by its name
class CommandPathTest {

  @TempDir Path root;

  private final SparkSession spark = LocalSpark.session();

  @BeforeEach
  void lay() throws IOException {
    Files.createDirectories(root.resolve("in/coat"));
    Files.createDirectory(root.resolve("other"));
    Files.createSymbolicLink(root.resolve("link"), root.resolve("in"));
    Files.createSymbolicLink(root.resolve("other/deep"), root.resolve("in/coat"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "in",
        "in/",
        "in/coat/report",
        "in/new/deep",
        "other/../in/x",
        "in/./coat",
        "link",
        "link/new",
        "other/deep",
        "other/deep/x/y",
        ""
      })
  void refusesWhatOverlapsHoweverItIsWritten(String path) {
    for (var scheme : new String[] {"", "file:", "file://", "FILE:"}) {
      var text = scheme + root + "/" + path;
      assertThatThrownBy(() -> path("report", text).requireApartFrom(path("input", root + "/in")))
          .as(text)
          .hasMessageMatching(
              "Report \".*\" overlaps the input \"file:%s/in\" but the two must lie apart; choose another report"
                  .formatted(root));
    }
  }

  @Test
  void aLinkOfTheOtherIsFollowedToo() {
    assertThatThrownBy(
            () -> path("output", root + "/in/x").requireApartFrom(path("input", root + "/link")))
        .hasMessageContaining("the two must lie apart");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inn", "in2/coat", "in/../out", "other", "link2"})
  void neighborsLieApart(String path) {
    assertThatCode(
            () ->
                path("output", root + "/" + path)
                    .requireApartFrom(path("input", root + "/in/coat")))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherFileSystemLiesApart() throws Exception {
    try (var watched = FaultyFileSystem.watched((change, path) -> {})) {
      var there = path("output", FaultyFileSystem.path(root.resolve("in/x")));
      assertThatCode(() -> there.requireApartFrom(path("input", root + "/in")))
          .doesNotThrowAnyException();
      assertThatThrownBy(
              () ->
                  there.requireApartFrom(path("input", FaultyFileSystem.path(root.resolve("in")))))
          .hasMessageContaining("the two must lie apart");
    }
  }

  @Test
  void refusesWhereNothingCanBeMade() throws Exception {
    Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> path("output", root + "/file/out").requireWritable())
        .hasMessage(
            "Output \"file:%1$s/file/out\" cannot be made, \"file:%1$s/file\" is a file and must be a folder; choose another output"
                .formatted(root));
    FaultyFileSystem.Watcher readOnly =
        (change, path) -> {
          if (change.equals("access")) {
            throw new AccessControlException("Permission denied");
          }
        };
    try (var watched = FaultyFileSystem.watched(readOnly)) {
      assertThatThrownBy(
              () ->
                  path("quarantine", FaultyFileSystem.path(root.resolve("a/b"))).requireWritable())
          .hasMessage(
              "Quarantine \"faulty:%1$s/a/b\" cannot be written, \"faulty:%1$s\" is read-only and must be writable; change its rights or choose another quarantine"
                  .formatted(root));
    }
    assertThatCode(() -> path("output", root + "/a/b").requireWritable())
        .doesNotThrowAnyException();
  }

  private CommandPath path(String name, String path) {
    return CommandPath.of(spark, name, path);
  }
}
