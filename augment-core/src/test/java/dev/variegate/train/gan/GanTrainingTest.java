package dev.variegate.train.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.image.Size;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.train.BundleIdentity;
import dev.variegate.train.ImageShape;
import dev.variegate.train.LocalFolder;
import dev.variegate.train.ToyImages;
import dev.variegate.train.Training;
import dev.variegate.train.TrainingException;
import dev.variegate.train.TrainingFolder;
import dev.variegate.train.TrainingOptions;
import dev.variegate.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GanTrainingTest {

  private static final ImageShape SHAPE = new ImageShape(1, 12, 12);
  private static final List<String> LABELS = List.of("top", "middle", "bottom");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, 8, 8", "1, 28, 28", "3, 32, 32", "3, 30, 41", "1, 13, 9", "3, 64, 128"})
  void anySizeIsTrainedAndOpenedAsABundle(int channels, int height, int width) throws IOException {
    var shape = new ImageShape(channels, height, width);
    var out = folder.resolve("out");
    assertThat(train(shape, LABELS, options(2, 0, 0), new LocalFolder(out)).origin().epochs())
        .isEqualTo(2);
    var bundle = ModelBundle.open(out);
    assertThat(bundle.description().labels()).isEqualTo(LABELS);
    try (var sampler = LatentSampler.open(bundle, ComputeOptions.threads(1))) {
      var sampled = sampler.sample(List.of(new SampleRequest("sample/1", 1, 0, "middle"))).get(0);
      try (var image = sampled.image()) {
        assertThat(image.size()).isEqualTo(new Size(width, height));
        assertThat(image.channels()).isEqualTo(channels);
      }
    }
    assertThat(Files.readString(out.resolve("losses.csv")))
        .contains("train,2,discriminator,", "train,2,lecam,", "train,2,generator,");
  }

  @Test
  void withoutClassesItTrainsAndSamplesToo() throws IOException {
    var out = folder.resolve("out");
    train(SHAPE, List.of(), options(1, 0, 0), new LocalFolder(out));
    var bundle = ModelBundle.open(out);
    try (var sampler = LatentSampler.open(bundle, ComputeOptions.threads(1))) {
      var sampled = sampler.sample(List.of(new SampleRequest("sample/1", 1, 0, ""))).get(0);
      try (var image = sampled.image()) {
        assertThat(image.size()).isEqualTo(new Size(12, 12));
      }
    }
  }

  @Test
  void aTrainingThatWasKilledGoesOnToTheSameBytes() throws IOException {
    var whole = folder.resolve("whole");
    var result = train(SHAPE, LABELS, options(4, 0, 0), new LocalFolder(whole));
    var killed = folder.resolve("killed");
    assertThatThrownBy(() -> train(SHAPE, LABELS, options(4, 0, 0), new LocalFolder(killed, 10)))
        .isInstanceOf(TrainingException.class);
    assertThat(killed).isDirectoryContaining("glob:**/checkpoint-000002.safetensors");
    assertThat(killed.resolve("model.yaml")).doesNotExist();
    assertThat(train(SHAPE, LABELS, options(4, 0, 0), new LocalFolder(killed))).isEqualTo(result);
    for (var name : List.of("model.yaml", "generator.onnx", "training.yaml")) {
      assertThat(killed.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
  }

  @Test
  void itsBundleIsOfTheLastEpochWhateverTheValidationLosses() throws IOException {
    var out = folder.resolve("out");
    var result = train(SHAPE, LABELS, options(4, 0.25, 1), new LocalFolder(out));
    assertThat(result.origin().epochs()).isEqualTo(4);
    assertThat(result.origin().bestEpoch()).isEqualTo(4);
    assertThat(result.origin().validationLoss()).isEmpty();
    assertThat(Files.readString(out.resolve("losses.csv"))).contains("validation,4,generator,");
  }

  @Test
  void itsConfigurationNamesEverySetting() throws IOException {
    var out = folder.resolve("out");
    train(SHAPE, LABELS, options(1, 0, 0), new LocalFolder(out));
    var configuration = Files.readString(out.resolve("training.yaml"));
    for (var component : GanOptions.class.getRecordComponents()) {
      assertThat(configuration).contains("  " + component.getName() + ":");
    }
    assertThat(configuration.indexOf("color"))
        .isPositive()
        .isLessThan(configuration.indexOf("translation"));
  }

  private TrainingResult train(
      ImageShape shape, List<String> labels, TrainingOptions options, TrainingFolder place)
      throws IOException {
    try (var images = ToyImages.of(folder, 48, shape)) {
      return Training.run(
          new HingeGan.Family(HingeGanTest.tiny(1)),
          images,
          options,
          new BundleIdentity("toys", "1.0.0", "MIT", labels),
          place,
          Optional.empty(),
          () -> false);
    }
  }

  private static TrainingOptions options(int epochs, double validation, int patience) {
    return new TrainingOptions(epochs, 8, 1e-3, 0.9, validation, patience, 7, 1);
  }
}
