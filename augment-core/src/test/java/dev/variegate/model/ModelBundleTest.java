package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.model.onnx.Networks;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void write() {
    folder = TinyModels.sampler(parent.resolve("tiny"));
  }

  @Test
  void opensAFolderWhoseFilesAreAsDescribed() throws IOException {
    var bundle = ModelBundle.open(folder);
    assertThat(bundle.description().title()).isEqualTo("tiny-shapes 1.0.0");
    assertThat(bundle.folder()).isEqualTo(folder);
    assertThat(bundle.sha256())
        .isEqualTo(Sha256.hex(Files.readAllBytes(folder.resolve("model.yaml"))));
  }

  @Test
  void anotherDescriptionIsAnotherBundle() throws IOException {
    var before = ModelBundle.open(folder).sha256();
    edit("version: 1.0.0", "version: 1.0.1");
    assertThat(ModelBundle.open(folder).sha256()).isNotEqualTo(before);
  }

  @Test
  void refusesAFolderWithoutADescription() throws IOException {
    Files.delete(folder.resolve("model.yaml"));
    assertRefused(
        "Model folder %s has no model.yaml but must hold one beside the weights; give the folder of a model bundle"
            .formatted(folder));
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    folder = parent.resolve("nowhere");
    assertRefused(
        "Model folder %s has no model.yaml but must hold one beside the weights; give the folder of a model bundle"
            .formatted(folder));
  }

  @Test
  void refusesABundleWithoutItsWeights() throws IOException {
    Files.delete(folder.resolve("network.onnx"));
    assertRefused(
        "Model file %s is missing, model.yaml names it; copy the whole bundle again"
            .formatted(folder.resolve("network.onnx")));
  }

  @Test
  void refusesAlteredWeightsAndNamesBothHashes() throws IOException {
    var file = folder.resolve("network.onnx");
    var bytes = Files.readAllBytes(file);
    var before = Sha256.hex(bytes);
    bytes[bytes.length / 2]++;
    Files.write(file, bytes);
    assertRefused(
        "Model file %s was altered: its SHA-256 is %s but must be %s; copy the bundle again, or correct model.yaml if the change was meant"
            .formatted(file, Sha256.hex(bytes), before));
  }

  @Test
  void refusesWeightsThatWereAlteredAfterOpening() throws IOException {
    var bundle = ModelBundle.open(folder);
    Files.write(folder.resolve("network.onnx"), new byte[1]);
    assertThatThrownBy(() -> Networks.open(bundle, 1))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("was altered");
  }

  @Test
  void refusesAFileOutsideTheFolder() throws IOException {
    Files.move(folder.resolve("network.onnx"), parent.resolve("network.onnx"));
    edit("path: network.onnx", "path: ../network.onnx");
    assertRefused(
        "%s: key \"files[0]\": File path is \"../network.onnx\" but must lie inside the bundle's folder; give it relative to model.yaml, without \"..\""
            .formatted(folder.resolve("model.yaml")));
  }

  @Test
  void refusesALinkOutOfTheFolder() throws IOException {
    var outside = parent.resolve("elsewhere.onnx");
    Files.move(folder.resolve("network.onnx"), outside);
    Files.createSymbolicLink(folder.resolve("network.onnx"), outside);
    assertRefused(
        "Model file %s is a link to %s but must lie inside the bundle's folder; copy the file there"
            .formatted(folder.resolve("network.onnx"), outside.toRealPath()));
  }

  @Test
  void refusesABundleWithoutALicenseUnlessAskedToTakeIt() throws IOException {
    edit("license: Apache-2.0\n", "");
    assertRefused(
        "Model tiny-shapes 1.0.0 in %s states no license but must name one; add the key \"license\", or allow unlicensed models if you have the right to use it"
            .formatted(folder));
    assertThat(ModelBundle.open(folder, Licensing.ANY).description().license()).isEmpty();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> ModelBundle.open(folder))
        .isInstanceOf(BadModelException.class)
        .hasMessage(message);
  }

  private void edit(String what, String with) throws IOException {
    var file = folder.resolve("model.yaml");
    Files.writeString(file, Files.readString(file).replace(what, with));
  }
}
