package dev.variegate.benchmarks.record;

import dev.variegate.op.color.GoldenClassicSharedTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Stream;

/** The golden cases of the catalog, from the shared folder. */
public final class RecordedGolden implements OutputSource {

  @Override
  public String name() {
    return "golden";
  }

  @Override
  public Stream<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    for (var golden : GoldenClassicSharedTest.covered().toList()) {
      try (var made = GoldenClassicSharedTest.made(golden)) {
        lines.add(golden.get("name").asText() + " " + Recorder.samples(made));
      }
    }
    return lines.stream();
  }
}
