package dev.variegate.model.describe;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.BadModelException;
import dev.variegate.model.Layout;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Scaffolds;
import dev.variegate.model.Task;
import dev.variegate.model.TensorRole;
import dev.variegate.testing.OnnxWriter;
import dev.variegate.testing.TinyModels;
import dev.variegate.testing.TorchWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptionScaffoldTest {

  @TempDir Path folder;

  @Test
  void aSamplerOpensOnceItsGapsAreFilled() throws IOException {
    Files.delete(TinyModels.sampler(folder).resolve("model.yaml"));
    var scaffold = scaffold("network.onnx");
    assertThat(scaffold.signature())
        .isEqualTo(
            """
            network.onnx
              input  "z" float32 [-1, 4]
              input  "label" int64 [-1]
              output "image" float32 [-1, 1, 8, 8]
            """);
    assertThat(scaffold.text()).contains("task: sample", "meaning: latent", "meaning: label");
    var bundle = fill(scaffold);
    assertThat(bundle.description().task()).isEqualTo(Task.SAMPLE);
    open(bundle);
  }

  @Test
  void aClassifierOpensOnceItsGapsAreFilled() throws IOException {
    Files.delete(TinyModels.classifier(folder).resolve("model.yaml"));
    var bundle = fill(scaffold("network.onnx"));
    assertThat(bundle.description().task()).isEqualTo(Task.CLASSIFY);
    assertThat(bundle.description().output(TensorRole.Scores.class).orElseThrow().name())
        .isEqualTo("scores");
    assertThat(bundle.description().labels()).containsExactly("0", "1", "2");
    open(bundle);
  }

  @Test
  void aScorerOfFeaturesOpensOnceItsGapsAreFilled() throws IOException {
    Files.delete(TinyModels.scorer(folder, 5).resolve("model.yaml"));
    var bundle = fill(scaffold("network.onnx"));
    assertThat(bundle.description().task()).isEqualTo(Task.SCORE);
    assertThat(bundle.description().input(TensorRole.Features.class).orElseThrow().shape())
        .containsExactly(-1L, 5L);
    assertThat(bundle.description().output(TensorRole.Score.class).orElseThrow().name())
        .isEqualTo("score");
    open(bundle);
  }

  @Test
  void aScorerOfImagesAsOnesOfAClassOpensOnceItsGapsAreFilled() throws IOException {
    Files.delete(TinyModels.classScorer(folder).resolve("model.yaml"));
    var bundle = fill(scaffold("network.onnx"));
    assertThat(bundle.description().task()).isEqualTo(Task.SCORE);
    assertThat(bundle.description().label().orElseThrow().name()).isEqualTo("label");
    assertThat(bundle.description().output(TensorRole.Score.class).orElseThrow().name())
        .isEqualTo("likelihood");
    open(bundle);
  }

  @Test
  void nothingOpensBeforeTheGapsAreFilled() throws IOException {
    Files.delete(TinyModels.classifier(folder).resolve("model.yaml"));
    Files.writeString(folder.resolve("model.yaml"), scaffold("network.onnx").text());
    assertThatThrownBy(() -> ModelBundle.open(folder))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("\"TODO\"");
  }

  @Test
  void aTranslatorOfFreeSizesKeepsThemFree() throws IOException {
    write("n.onnx", plain(-1, 3, -1, -1));
    var bundle = fill(scaffold("n.onnx"));
    assertThat(bundle.description().task()).isEqualTo(Task.TRANSLATE);
    assertThat(bundle.description().batch()).isEqualTo(1);
    var output = bundle.description().output(TensorRole.Pixels.class).orElseThrow();
    assertThat(output.shape()).containsExactly(-1L, 3L, -1L, -1L);
    open(bundle);
  }

  @Test
  void channelsThatComeLastAreSeen() throws IOException {
    write("n.onnx", plain(1, 32, 32, 3));
    var bundle = fill(scaffold("n.onnx"));
    var input = bundle.description().input(TensorRole.Pixels.class).orElseThrow();
    assertThat(((TensorRole.Pixels) input.meaning()).layout()).isEqualTo(Layout.NHWC);
    assertThat(bundle.description().batch()).isEqualTo(1);
    open(bundle);
  }

  @Test
  void aSecondImageIsAMask() throws IOException {
    write(
        "n.onnx",
        new OnnxWriter()
            .input("x", FLOAT, -1, 3, 8, 8)
            .input("m", FLOAT, -1, 1, 8, 8)
            .output("y", FLOAT, -1, 3, 8, 8)
            .node("Mul", "y", "x", "m")
            .bytes());
    var bundle = fill(scaffold("n.onnx"));
    assertThat(bundle.description().task()).isEqualTo(Task.INPAINT);
    assertThat(bundle.description().input(TensorRole.Mask.class).orElseThrow().name())
        .isEqualTo("m");
    open(bundle);
  }

  @Test
  void aDenoiserWantsItsSchedule() throws IOException {
    write(
        "n.onnx",
        new OnnxWriter()
            .input("x", FLOAT, -1, 1, 8, 8)
            .input("t", INT64, -1)
            .output("eps", FLOAT, -1, 1, 8, 8)
            .floats("row", new float[10], 10, 1, 1, 1)
            .node("Gather", "at", "row", "t")
            .node("Add", "eps", "x", "at")
            .bytes());
    assertThat(scaffold("n.onnx").text())
        .contains("task: diffuse", "scheduler_config.json", "sha256: TODO");
    Files.writeString(folder.resolve("scheduler_config.json"), "{}");
    var bundle = fill(scaffold("n.onnx"));
    assertThat(bundle.description().has(NetworkRole.DENOISER)).isTrue();
    open(bundle);
  }

  @Test
  void encoderAndDecoderBecomeOneBundle() throws IOException {
    write(
        "encoder.onnx",
        new OnnxWriter()
            .input("image", FLOAT, -1, 1, 8, 8)
            .output("z", FLOAT, -1, 64)
            .longs("sizes", -1, 64)
            .node("Reshape", "z", "image", "sizes")
            .bytes());
    write(
        "decoder.onnx",
        new OnnxWriter()
            .input("z", FLOAT, -1, 64)
            .output("image", FLOAT, -1, 1, 8, 8)
            .longs("sizes", -1, 1, 8, 8)
            .node("Reshape", "image", "z", "sizes")
            .bytes());
    var bundle = fill(scaffold("encoder.onnx", "decoder.onnx"));
    assertThat(bundle.description().task()).isEqualTo(Task.AUTOENCODE);
    open(bundle);
  }

  @Test
  void aTorchScriptArchiveSaysItsArguments() throws IOException {
    var forward = "image: Tensor,\nalpha: float) -> Tensor:\n  return torch.tanh(image)";
    write("n.pt", new TorchWriter(forward).bytes());
    var scaffold =
        DescriptionScaffold.of(
            folder, List.of(folder.resolve("n.pt")), Optional.of(Task.TRANSLATE));
    assertThat(scaffold.text())
        .contains("engine: torchscript", "name: \"image\"", "name: \"alpha\"", "shape: TODO");
  }

  @Test
  void whatCannotBeGuessedIsAsked() throws IOException {
    write(
        "n.onnx",
        new OnnxWriter()
            .input("a", FLOAT, 1, 5)
            .output("b", FLOAT, 1, 5)
            .node("Add", "b", "a", "a")
            .bytes());
    assertThatThrownBy(() -> scaffold("n.onnx"))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "The task of [n.onnx] cannot be inferred from its inputs [[\"a\" float32 [1, 5]]] and outputs [[\"b\" float32 [1, 5]]]; give it with --task, one of sample, classify, score, segment, translate, stylize, super-resolve, inpaint, autoencode, diffuse, autoregress");
  }

  @Test
  void aFileThatIsNoNetworkIsRefused() throws IOException {
    write("n.onnx", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> scaffold("n.onnx"))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Network %s cannot be read to its end as ONNX, so the files that it reads are unknown; export it again as ONNX or TorchScript"
                .formatted(folder.resolve("n.onnx")));
  }

  private static byte[] plain(long... shape) {
    return new OnnxWriter()
        .input("x", FLOAT, shape)
        .output("y", FLOAT, shape)
        .node("Relu", "y", "x")
        .bytes();
  }

  private void write(String name, byte[] network) throws IOException {
    Files.write(folder.resolve(name), network);
  }

  private DescriptionScaffold scaffold(String... files) {
    return DescriptionScaffold.of(
        folder, List.of(files).stream().map(folder::resolve).toList(), Optional.empty());
  }

  private ModelBundle fill(DescriptionScaffold scaffold) throws IOException {
    return Scaffolds.fill(folder, scaffold);
  }

  private static void open(ModelBundle bundle) {
    Scaffolds.open(bundle);
  }
}
