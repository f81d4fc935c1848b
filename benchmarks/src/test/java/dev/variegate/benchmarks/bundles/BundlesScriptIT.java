package dev.variegate.benchmarks.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script as it stands, on what was packaged before, so that its build is left out. */
class BundlesScriptIT {

  private static final Path ROOT = Path.of(System.getProperty("variegate.root"));

  @TempDir private Path folder;

  @Test
  void readsEveryDescriptionAndSaysWhatWeightsItLacks() throws IOException, InterruptedException {
    var maven = Files.createDirectory(folder.resolve("bin")).resolve("mvn");
    assertThat(Files.writeString(maven, "#!/bin/sh\n").toFile().setExecutable(true)).isTrue();
    var weights = Files.createDirectory(folder.resolve("weights"));
    var builder =
        new ProcessBuilder("bash", ROOT.resolve("benchmarks/bundles.sh").toString(), weights + "")
            .redirectErrorStream(true);
    builder.environment().merge("PATH", maven.getParent() + ":", (old, bin) -> bin + old);
    var script = builder.start();
    var printed = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(script.waitFor()).as(printed).isZero();
    assertThat(printed)
        .hasLineCount(AssembleBundles.descriptions(ROOT.resolve("examples/bundles")).size());
    assertThat(printed.lines())
        .allMatch(line -> line.contains("sha256") || line.contains("SHA-256"));
  }
}
