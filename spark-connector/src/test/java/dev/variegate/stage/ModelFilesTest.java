package dev.variegate.stage;

import static dev.variegate.stage.ModelStages.doubling;
import static dev.variegate.stage.ModelStages.enlarger;
import static dev.variegate.stage.ModelStages.imageToImage;
import static dev.variegate.stage.ModelStages.latent;
import static dev.variegate.stage.ModelStages.same;
import static dev.variegate.stage.ModelStages.translator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.BadModelException;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.Jobs;
import dev.variegate.testing.TorchWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Files of a bundle that are missing, altered or none of what they must be are refused on the
 * driver, before any job; one that is altered later ends the job.
 */
class ModelFilesTest extends ModelRuns {

  @Test
  void anAddressOfNothingIsReported() {
    refused(
        latent(folder.resolve("absent")),
        "Model %s not found on the driver but must be the folder or the archive of a model bundle; pass an archive with --files, or give a path that every executor can read"
            .formatted(folder.resolve("absent")));
  }

  @Test
  void aMissingFileIsReported() throws IOException {
    Files.delete(doubling(model).resolve("network.onnx"));
    refused(
        enlarger(model),
        "Model file %s is missing, model.yaml names it; copy the whole bundle again"
            .formatted(model.resolve("network.onnx")));
  }

  @Test
  void anAlteredFileIsReportedWithBothHashes() throws IOException {
    var file = Denoisers.tiny(model).resolve("scheduler_config.json");
    Files.writeString(file, "{}");
    assertThat(
            Jobs.during(
                () ->
                    assertThatThrownBy(() -> imageToImage(model).transform(table()))
                        .isInstanceOf(BadModelException.class)
                        .hasMessageMatching(
                            "Model file .*scheduler_config.json was altered: its SHA-256 is 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a but must be [0-9a-f]{64}; copy the bundle again, or correct model.yaml if the change was meant")))
        .isZero();
  }

  @Test
  void aFileThatIsAlteredBetweenDriverAndExecutorEndsTheJob() throws IOException {
    // Another name, since a network that is open is not opened again.
    BrokenModels.edited(same(model), "name: same", "name: changing");
    var rows = translator(model).setHandleInvalid("skip").transform(table());
    Files.write(model.resolve("network.onnx"), new byte[] {1});
    assertThatThrownBy(rows::count)
        .hasStackTraceContaining("Model file %s was altered: ".formatted(file("network.onnx")));
    var again = translator(model).setHandleInvalid("skip");
    assertThatThrownBy(() -> again.transform(table())).hasMessageContaining("was altered");
  }

  @Test
  void aTorchScriptFileThatIsDescribedAsOnnxIsReported() {
    var torch = new TorchWriter("x: Tensor) -> Tensor:\n  return torch.tanh(x)").bytes();
    BrokenModels.replaced(same(model), "network.onnx", torch);
    refused(
        translator(model),
        "Model file %s of model same 1 is a TorchScript archive, \"engine\" is \"onnx\"; set engine: torchscript"
            .formatted(file("network.onnx")));
    BrokenModels.edited(model, "engine: onnx", "engine: torchscript");
    refused(
        translator(model),
        "model.yaml of model same 1 describes the inputs [in] but the network has [x]; correct model.yaml");
  }

  @Test
  void aFileThatIsNoNetworkIsReported() {
    BrokenModels.replaced(
        same(model), "network.onnx", "no network".getBytes(StandardCharsets.UTF_8));
    refused(
        translator(model),
        "Model file %s of model same 1 is not an ONNX network, \"engine\" is \"onnx\"; export it again"
            .formatted(file("network.onnx")));
  }

  @Test
  void anArchiveThatLeavesItsFolderIsRefused() throws IOException {
    var archive = folder.resolve("evil.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("../evil"));
    }
    refused(
        translator(archive),
        "Model archive %s holds \"../evil\" but every path must stay inside the archive; pack the bundle again without \"..\" and without a leading \"/\""
            .formatted(archive));
    assertThat(folder.getParent().resolve("evil")).doesNotExist();
  }

  private Path file(String name) {
    return model.resolve(name);
  }
}
