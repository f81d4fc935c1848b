package dev.variegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.base.Sha256;
import dev.variegate.stage.ImageTranslator;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.TorchWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of TorchScript, whose engine lies in the second jar, with and without that jar. */
class TrainingAssemblyIT {

  @TempDir static Path folder;

  @BeforeAll
  static void saveThePipeline() throws IOException {
    var translator =
        new ImageTranslator().setModel(bundle().toString()).setKeyCol("key").setFit("resize");
    new Pipeline()
        .setStages(new PipelineStage[] {translator})
        .fit(LocalSpark.session().sql("select 'a' as key, X'00' as image"))
        .save(folder.resolve("pipeline").toString());
  }

  @Test
  void besideItTheNetworkRuns() throws IOException, InterruptedException {
    var run = new Submission(Files.createDirectories(folder.resolve("beside")));
    SparkHome.await(start(run, SparkHome.trainingAssembly()), run.log());
    assertThat(Files.readString(run.log())).containsPattern("\n3,864 rows written in ");
  }

  @Test
  void withoutItTheDriverSaysWhichJarIsMissing() throws IOException, InterruptedException {
    var run = new Submission(Files.createDirectories(folder.resolve("without")));
    var process = start(run);
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      SparkHome.end(process);
    }
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(Files.readString(run.log()))
        .contains(
            "Model negative 1 with the engine torchscript needs PyTorch, which is not on the class path",
            "add variegate-VERSION-training-assembly.jar, which lies beside the assembly, by spark-submit --jars");
    assertThat(run.folder().resolve("out")).doesNotExist();
  }

  private static Process start(Submission run, Path... jars) throws IOException {
    var given =
        List.of(
            "--pipeline",
            folder.resolve("pipeline").toString(),
            "--format",
            "idx",
            "--input",
            SparkHome.root().resolve("examples/data/fashion-longtail").toString(),
            "--output",
            run.folder().resolve("out").toString());
    return run.command("local[2]", "ApplyPipeline", given, jars);
  }

  private static Path bundle() throws IOException {
    var network = new TorchWriter("image: Tensor) -> Tensor:\n  return 1.0 - image").bytes();
    var bundle = Files.createDirectories(folder.resolve("negative"));
    Files.write(bundle.resolve("network.pt"), network);
    Files.writeString(
        bundle.resolve("model.yaml"),
        """
        name: negative
        version: "1"
        task: translate
        engine: torchscript
        license: MIT
        batch: 64
        files:
          - {path: network.pt, sha256: %s}
        inputs:
          - {name: image, meaning: image, type: float32, shape: [-1, 1, 28, 28], layout: NCHW, channels: gray, range: [0, 1]}
        outputs:
          - {name: made, meaning: image, type: float32, shape: [-1, 1, 28, 28], layout: NCHW, channels: gray, range: [0, 1]}
        """
            .formatted(Sha256.hex(network)));
    return bundle;
  }
}
