package dev.variegate.benchmarks.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.benchmarks.bundles.AssembleBundles;
import dev.variegate.benchmarks.gallery.Hall.Patience;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every network that examples/bundles describes through its stage, on a few real images, and
 * asks of the results what only a rightly described network gives.
 */
@NeedsShared
class EveryModelSharedTest {

  private static final Path DESCRIPTIONS = Path.of("examples/bundles");
  private static final Map<String, Consumer<Hall>> CASES = cases();

  @TempDir private static Path bundles;
  private static Hall hall;

  @BeforeAll
  static void assemble() {
    var assembly = new AssembleBundles(Shared.path("models"));
    for (var description : AssembleBundles.descriptions(DESCRIPTIONS)) {
      assembly.bundle(description, bundles);
    }
    hall = new Hall(LocalSpark.session(), bundles, Shared.path("data"), Patience.SECONDS);
  }

  private static Map<String, Consumer<Hall>> cases() {
    var cases = new LinkedHashMap<String, Consumer<Hall>>();
    PaintingCases.add(cases);
    EnlargingCases.add(cases);
    SamplingCases.add(cases);
    JudgingCases.add(cases);
    cases.put("fashion-ddpm-unet", DiffusingCase::check);
    cases.put("taef2", AutoencodingCase::check);
    return cases;
  }

  static List<String> models() {
    return AssembleBundles.descriptions(DESCRIPTIONS).stream()
        .map(folder -> folder.getFileName().toString())
        .toList();
  }

  @Test
  void everyModelHasACaseAndEveryCaseAModel() {
    assertThat(CASES).containsOnlyKeys(models());
  }

  @ParameterizedTest
  @MethodSource("models")
  void givesThroughItsStageWhatItIsFor(String model) {
    assertThat(CASES).as("models with a case").containsKey(model);
    CASES.get(model).accept(hall);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fns-mosaic-256         | channels: rgb            | channels: bgr",
        "fns-candy-256          | range: [0, 255]          | range: [0, 1]",
        "fns-udnie-128          | channels: rgb            | channels: bgr",
        "esrgan-slim-x2         | channels: rgb            | channels: bgr",
        "esrgan-slim-x4         | range: [0, 255]          | range: [-1, 1]",
        "fsrcnn-x2              | range: [0, 1]            | range: [0, 255]",
        "face-dcgan-32          | channels: rgb            | channels: bgr",
        "face-dcgan-32          | range: [-1, 1]           | range: [0, 1]",
        "mnist-vae-decoder      | range: [0, 1]            | range: [-1, 1]",
        "mnist-conditional-wgan | labels: [\"0\", \"1\"    | labels: [\"1\", \"0\"",
        "mnist-conditional-wgan | ', \"9\"]'               | ]",
        "mnist-cnn              | range: [0, 255]          | range: [-255, 0]",
        "fashion-mnist-cnn      | range: [0, 1]            | range: [-1, 1]",
        "squeezenet-1.1-fp16    | channels: bgr            | channels: rgb",
        "squeezenet-1.1-fp16    | ', mean: [104, 117, 123]' | ''",
        "fashion-ddpm-unet      | ', levels: stretch'      | ''",
        "taef2                  | range: [0, 1]            | range: [-1, 1]"
      })
  void aWrongDescriptionIsNoticed(String model, String right, String wrong) throws IOException {
    var file = bundles.resolve(model).resolve(ModelBundle.DESCRIPTION);
    var description = Files.readString(file);
    assertThat(description).contains(right);
    Files.writeString(file, description.replace(right, wrong));
    try {
      assertThatThrownBy(() -> CASES.get(model).accept(hall))
          .isInstanceOfAny(AssertionError.class, IllegalArgumentException.class);
    } finally {
      Files.writeString(file, description);
    }
  }
}
