package dev.variegate.benchmarks.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of this module run in the repository's root. */
class AssembleBundlesTest {

  private static final Path CLOTHES = Path.of("examples/models/fashion-clothes");

  @TempDir private Path folder;

  /** Their weights are nobody's to hand on, so that only the descriptions can be looked at. */
  @Test
  void publishedNetworksOfUnusualFormsAreDescribed() {
    assertThat(AssembleBundles.descriptions(Path.of("examples/published")))
        .hasSize(11)
        .allSatisfy(
            folder ->
                assertThat(ModelDescription.read(folder.resolve("model.yaml")).name())
                    .isEqualTo(folder.getFileName().toString()));
  }

  @Test
  void weightsAreFoundByTheirHashUnderAnyName() throws IOException {
    var weights = Files.createDirectories(folder.resolve("weights/deep/down"));
    Files.copy(CLOTHES.resolve("decoder.onnx"), weights.resolve("download(1).bin"));
    var made =
        new AssembleBundles(folder.resolve("weights")).bundle(description(), folder.resolve("out"));
    assertThat(made).isEqualTo(folder.resolve("out/clothes"));
    assertThat(ModelBundle.open(made).description().title()).isEqualTo("fashion-clothes 1.1.0");
  }

  @Test
  void missingWeightsAreNamedWithTheirHashAndNothingIsMade() throws IOException {
    var weights = Files.createDirectories(folder.resolve("weights"));
    var assembly = new AssembleBundles(weights);
    var description = description();
    assertThatThrownBy(() -> assembly.bundle(description, folder.resolve("out")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Bundle clothes needs decoder.onnx with the SHA-256 %s but must lie somewhere below %s; put it there",
            ModelDescription.read(CLOTHES.resolve("model.yaml")).files().get(0).sha256(), weights);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void everyDescriptionOfTheRepositoryLoads() {
    assertThat(AssembleBundles.descriptions(Path.of("examples/bundles")))
        .hasSizeGreaterThanOrEqualTo(16)
        .allSatisfy(
            each ->
                assertThat(ModelDescription.read(each.resolve("model.yaml")).files()).isNotEmpty());
  }

  private Path description() throws IOException {
    var description = Files.createDirectories(folder.resolve("descriptions/clothes"));
    Files.copy(CLOTHES.resolve("model.yaml"), description.resolve("model.yaml"));
    return description;
  }
}
