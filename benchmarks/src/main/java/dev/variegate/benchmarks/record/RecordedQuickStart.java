package dev.variegate.benchmarks.record;

import dev.variegate.job.AugmentJob;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The rows that the job of the quick start writes. */
public final class RecordedQuickStart implements OutputSource {

  private static final Path ROOT =
      Path.of(System.getProperty("variegate.root", "..")).toAbsolutePath().normalize();

  @Override
  public String name() {
    return "quick-start";
  }

  @Override
  public Stream<String> lines() throws IOException {
    var spark = LocalSpark.session();
    var folder = Files.createTempDirectory("recorded");
    int exit =
        AugmentJob.execute(
            System.out,
            System.err,
            ROOT.resolve("conf/fashion-longtail.yaml").toString(),
            "--set=input.path=" + ROOT.resolve("examples/data/fashion-longtail"),
            "--set=methods.sample.model=" + ROOT.resolve("examples/models/fashion-clothes"),
            "--set=output.path=" + folder.resolve("images"),
            "--set=quarantine=",
            "--set=report.path=" + folder.resolve("report"));
    if (exit != 0) {
      throw new IllegalStateException("Quick start ends with %d but must be 0".formatted(exit));
    }
    return RecordedStages.rows(spark.read().parquet(folder.resolve("images").toString()));
  }
}
