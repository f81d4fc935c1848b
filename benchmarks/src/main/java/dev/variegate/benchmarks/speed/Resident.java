package dev.variegate.benchmarks.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What of this JVM lies in memory, as Linux reports it. */
public final class Resident {

  private Resident() {}

  /** Megabytes of it now. */
  public static long megabytes() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      var line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
