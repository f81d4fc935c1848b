package dev.variegate.model.onnx;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelFile;
import dev.variegate.model.TinyBundle;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.testing.OnnxWriter;
import dev.variegate.testing.TorchWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No network reads a file that its description does not list. */
class ExternalWeightsTest {

  private static final String TRANSLATE =
      """
      task: translate
      engine: %s
      batch: 2
      inputs: [{name: x, meaning: image, type: float32, shape: [-1, 1, 2, 2], layout: NCHW, channels: gray, range: [0, 1]}]
      outputs: [{name: %s, meaning: image, type: float32, shape: [-1, 1, 2, 2], layout: NCHW, channels: gray, range: [0, 1]}]
      """;

  @TempDir Path folder;

  @Test
  void findsTheFilesThatATensorNames() throws IOException {
    assertThat(ExternalWeights.of(written(outside("sub/weights.bin"))))
        .containsExactly("sub/weights.bin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "a/../../secret",
        "/etc/hostname",
        "*/_ORT_MEM_ADDR_/*",
        "a\u0000b",
        ""
      })
  void refusesWhatLiesOutsideOfTheFolder(String location) throws IOException {
    var file = written(outside(location));
    assertThatThrownBy(() -> ExternalWeights.of(file))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Network %s reads its weights from \"%s\", which must be a file in the network's folder; export it again with the weights beside it"
                .formatted(file, location));
  }

  /** Each hides the tensor behind what protocol buffers' own readers skip or merge. */
  @Test
  void refusesANetworkThatCannotBeWalkedToItsEnd() throws IOException {
    var network = outside("../secret");
    for (var hidden :
        List.of(
            joined(bytes(0xA3, 0x06, 0xA4, 0x06), network), // an unknown group, empty
            joined(network, bytes(0xA3, 0x06)), // a group that does not end
            joined(network, bytes(0)), // field 0
            joined(network, bytes(0x08)), // a number that was cut
            joined(network, bytes(0x0D, 1)), // 4 bytes of which 1 is there
            joined(bytes(0xBA, 0x80, 0x80, 0x80, 0x10, 1, 0), network), // a tag of 33 bits
            joined(network, message(7, new byte[] {(byte) 0xFF, 1})), // field 31 of type 7
            nested(60))) {
      var file = written(hidden);
      assertThatThrownBy(() -> ExternalWeights.of(file))
          .isInstanceOf(BadModelException.class)
          .hasMessage(
              "Network %s cannot be read to its end as ONNX, so the files that it reads are unknown; export it again as ONNX or TorchScript"
                  .formatted(file));
    }
  }

  @Test
  void refusesANameThatIsNoText() throws IOException {
    var file =
        written(
            new String(outside("weights.bin"), StandardCharsets.ISO_8859_1)
                .replace("weights.bin", "weights\u00ffbin")
                .getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ExternalWeights.of(file))
        .hasMessageContaining("cannot be read to its end as ONNX");
  }

  @Test
  void findsTensorsAtEveryPlaceThatHoldsSome() throws IOException {
    var external = message(13, joined(text(1, "location"), text(2, "../secret")));
    var graph = message(1, message(5, message(5, external))); // a node's constant
    var sparse = message(15, message(2, external));
    var function = message(25, message(11, message(5, external))); // an attribute's default
    var training = message(20, message(2, message(5, external)));
    for (var network : List.of(message(7, graph), message(7, sparse), function, training)) {
      var file = written(network);
      assertThatThrownBy(() -> ExternalWeights.of(file)).hasMessageContaining("\"../secret\"");
    }
  }

  @Test
  void noBundleOpensWhatReadsAFileOfTheMachine() throws IOException {
    Files.write(folder.resolve("secret"), new byte[16]);
    var network = joined(outside("../secret"), bytes(0xA3, 0x06, 0xA4, 0x06));
    var bundle =
        TinyBundle.write(
            folder.resolve("bundle"), "n.onnx", network, TRANSLATE.formatted("onnx", "y"));
    assertThatThrownBy(() -> Networks.open(bundle, 1))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("cannot be read to its end as ONNX");
    assertThatThrownBy(bundle::requireNetworks).isInstanceOf(BadModelException.class);
  }

  @Test
  void noNetworkThatIsYetToBeDescribedReadsOtherFolders() throws IOException {
    var home = Files.createDirectories(folder.resolve("home"));
    var file = Files.write(home.resolve("n.onnx"), outside("weights.bin"));
    var secret = Files.write(folder.resolve("secret"), new byte[16]);
    Files.createSymbolicLink(home.resolve("weights.bin"), secret);
    assertThatThrownBy(() -> DescriptionScaffold.of(home, List.of(file), Optional.empty()))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Network %s reads its weights from %s, a link to %s, which must be a file in the network's folder; copy it there"
                .formatted(file, home.resolve("weights.bin"), secret.toRealPath()));
    Files.write(file, outside("../secret"));
    assertThatThrownBy(() -> DescriptionScaffold.of(home, List.of(file), Optional.empty()))
        .hasMessageContaining("\"../secret\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torch.from_file(\"/etc/hostname\", False, 4)",
        "ops.aten.from_file (\"secret\", False, 4)",
        "torch.save(x, \"file\")",
        "ops.image.read_file(\"secret\")",
        "torch . from_file(\"secret\", False, 4)",
        "(torch).from_file (\"secret\", False, 4)"
      })
  void noTorchScriptOpensFiles(String call) throws IOException {
    var archive = new TorchWriter("x: Tensor) -> Tensor:\n  return " + call).bytes();
    var bundle =
        TinyBundle.write(folder, "n.pt", archive, TRANSLATE.formatted("torchscript", "output"));
    var operator = call.replaceAll("^.*\\. ?(\\w+) ?\\(.*", "$1");
    assertThatThrownBy(bundle::requireNetworks)
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model file %s opens files by itself (%s in tiny/code/__torch__.py), which no network may; export it with its weights inside"
                .formatted(folder.resolve("n.pt"), operator));
  }

  @Test
  void aListedPathIsPlain() {
    assertThatThrownBy(() -> new ModelFile("a\nb", Sha256.hex(new byte[0])))
        .hasMessageContaining("must lie inside the bundle's folder");
  }

  private Path written(byte[] network) throws IOException {
    return Files.write(folder.resolve("n.onnx"), network);
  }

  private static byte[] outside(String location) {
    return new OnnxWriter()
        .input("x", FLOAT, -1, 1, 2, 2)
        .output("y", FLOAT, -1, 1, 2, 2)
        .externalFloats("w", location, 1, 1, 2, 2)
        .node("Add", "y", "x", "w")
        .bytes();
  }

  /** A graph in an attribute of a node of a graph, and so on. */
  private static byte[] nested(int times) {
    var graph = new byte[0];
    for (int i = 0; i < times; i++) {
      graph = message(1, message(5, message(6, graph)));
    }
    return message(7, graph);
  }

  private static byte[] text(int field, String text) {
    return message(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(int field, byte[] content) {
    var out = new ByteArrayOutputStream();
    for (int number : new int[] {field << 3 | 2, content.length}) {
      int rest = number;
      for (; rest > 0x7F; rest >>>= 7) {
        out.write(rest | 0x80);
      }
      out.write(rest);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
