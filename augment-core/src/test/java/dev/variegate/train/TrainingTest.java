package dev.variegate.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.ModelBundle;
import dev.variegate.train.vae.ConditionalVae;
import dev.variegate.train.vae.VaeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

  private static final ImageShape SHAPE = new ImageShape(1, 12, 12);
  private static final VaeOptions TINY = new VaeOptions(4, 4, 16, 1);
  private static final BundleIdentity IDENTITY =
      new BundleIdentity("toys", "1.0.0", "MIT", List.of("top", "middle", "bottom"));

  @TempDir private Path folder;

  @Test
  void aTrainingThatWasKilledGoesOnToTheSameBytes() throws IOException {
    var whole = folder.resolve("whole");
    var result = train(new LocalFolder(whole), options(4, 0));
    var killed = folder.resolve("killed");
    assertThatThrownBy(() -> train(new LocalFolder(killed, 13), options(4, 0)))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "The training's folder cannot be read or written: No space left on device; see that it has room and may be written");
    assertThat(killed).isDirectoryContaining("glob:**/checkpoint-000002.safetensors");
    assertThat(killed.resolve("model.yaml")).doesNotExist();
    assertThat(train(new LocalFolder(killed), options(4, 0))).isEqualTo(result);
    for (var name : List.of("model.yaml", "decoder.onnx", "encoder.onnx", "training.yaml")) {
      assertThat(killed.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
    assertThat(result.origin().epochs()).isEqualTo(4);
  }

  @Test
  void whereverItIsKilledItGoesOnToTheSameBytes() throws IOException {
    var whole = folder.resolve("whole");
    train(new LocalFolder(whole), options(2, 0));
    int writes = 0;
    for (boolean killed = true; killed; writes++) {
      var place = folder.resolve("killed-" + writes);
      killed = isKilled(new LocalFolder(place, writes));
      train(new LocalFolder(place), options(2, 0));
      requireSame(place, whole);
    }
    assertThat(writes).isGreaterThan(15);
  }

  private boolean isKilled(TrainingFolder place) throws IOException {
    try {
      train(place, options(2, 0));
      return false;
    } catch (TrainingException e) {
      return true;
    }
  }

  private static void requireSame(Path place, Path whole) {
    for (var name :
        List.of(
            "model.yaml", "decoder.onnx", "encoder.onnx", "weights.safetensors", "training.yaml")) {
      assertThat(place.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
    assertThat(place).isDirectoryNotContaining("glob:**/best-*");
  }

  @Test
  void aWriterThatComesLaterChangesNothing() throws IOException {
    var whole = folder.resolve("whole");
    var result = train(new LocalFolder(whole), options(4, 0));
    var place = folder.resolve("both");
    var slower =
        new LocalFolder(place) {
          private boolean overtaken;

          @Override
          public void write(String name, byte[] content) throws IOException {
            if (name.startsWith("best-000002") && !overtaken) {
              overtaken = true;
              assertThat(train(new LocalFolder(place), options(4, 0))).isEqualTo(result);
            }
            super.write(name, content);
          }
        };
    assertThat(train(slower, options(4, 0))).isEqualTo(result);
    requireSame(place, whole);
  }

  @Test
  void aTrainingThatHasEndedIsReadWithoutItsCheckpoints() throws IOException {
    var out = folder.resolve("out");
    var result = train(new LocalFolder(out), options(2, 0));
    Files.delete(out.resolve("checkpoint-000001.safetensors"));
    Files.delete(out.resolve("checkpoint-000002.safetensors"));
    assertThat(train(new LocalFolder(out, 0), options(2, 0))).isEqualTo(result);
  }

  @Test
  void theDescriptionSaysWhatWasTrainedOn() throws IOException {
    var out = folder.resolve("out");
    var origin = train(new LocalFolder(out), options(2, 0)).origin();
    assertThat(ModelBundle.open(out).description().training()).contains(origin);
    assertThat(origin.images()).isEqualTo(48);
    assertThat(origin.seed()).isEqualTo(7);
    try (var images = ToyImages.of(folder, 48, SHAPE)) {
      assertThat(origin.sha256()).isEqualTo(images.sha256());
    }
  }

  @Test
  void imagesMayComeInAnyOrder() throws IOException {
    var forward = folder.resolve("forward");
    train(new LocalFolder(forward), options(1, 0));
    var backward = folder.resolve("backward");
    try (var writer = new TrainingImages.Writer(folder.resolve("images"), SHAPE)) {
      for (int i = 47; i >= 0; i--) {
        writer.add(ToyImages.image(i, SHAPE), i % ToyImages.CLASSES);
      }
      try (var images = writer.finish()) {
        run(images, options(1, 0), new LocalFolder(backward));
      }
    }
    assertThat(backward.resolve("model.yaml"))
        .hasSameBinaryContentAs(forward.resolve("model.yaml"));
  }

  @Test
  void anotherSeedTrainsAnotherModel() throws IOException {
    var one = train(new LocalFolder(folder.resolve("one")), options(1, 0));
    var options = new TrainingOptions(1, 8, 1e-3, 0.9, 0.25, 0, 8, 1);
    assertThat(train(new LocalFolder(folder.resolve("two")), options).sha256())
        .isNotEqualTo(one.sha256());
  }

  @Test
  void endsWhenValidationNoLongerFalls() throws IOException {
    var options = new TrainingOptions(50, 8, 0.05, 0, 0.25, 2, 7, 1);
    var result = train(new LocalFolder(folder.resolve("early")), options);
    assertThat(result.origin().epochs()).isLessThan(50).isEqualTo(result.origin().bestEpoch() + 2);
  }

  @Test
  void aCheckpointOfAnotherConfigurationIsRefused() throws IOException {
    var place = new LocalFolder(folder.resolve("out"));
    train(place, options(1, 0));
    assertThatThrownBy(() -> train(place, options(2, 0)))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "checkpoint-000001.safetensors has \"  epochs: 1\" but this training has \"  epochs: 2\"; train into another folder, or delete the checkpoints in this one");
  }

  @Test
  void aCheckpointThatIsCutOffIsRefused() throws IOException {
    var out = folder.resolve("out");
    train(new LocalFolder(out), options(1, 0));
    Files.delete(out.resolve("model.yaml"));
    var checkpoint = out.resolve("checkpoint-000001.safetensors");
    var bytes = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> train(new LocalFolder(out), options(1, 0)))
        .hasMessage(
            "Checkpoint checkpoint-000001.safetensors is cut off but must be whole; delete it, and the training goes on from the one before");
  }

  @Test
  void aLossThatIsNoNumberEndsWithAdvice() {
    var options = new TrainingOptions(3, 8, 1e30, 0.9, 0, 0, 7, 1);
    assertThatThrownBy(() -> train(new LocalFolder(folder.resolve("out")), options))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("but must be a number; lower learningRate (now 1.0E30)");
  }

  @Test
  void aGpuThatIsNotThereIsRefused() {
    var options = options(1, 0).on("gpu0", 1);
    assertThatThrownBy(() -> train(new LocalFolder(folder.resolve("out")), options))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("Device is gpu0 but PyTorch finds 0 GPUs here; replace");
  }

  @Test
  void aCanceledTrainingEndsBeforeItsNextStep() throws IOException {
    var asked = new AtomicInteger();
    var out = folder.resolve("out");
    try (var images = ToyImages.of(folder, 48, SHAPE)) {
      assertThatThrownBy(
              () ->
                  Training.run(
                      new ConditionalVae.Family(TINY),
                      images,
                      options(9, 0),
                      IDENTITY,
                      new LocalFolder(out),
                      Optional.empty(),
                      () -> asked.incrementAndGet() > 6))
          .hasMessage("Training was canceled; the same training goes on from its last checkpoint");
    }
    assertThat(out).isDirectoryContaining("glob:**/checkpoint-000001.safetensors");
    assertThat(out.resolve("checkpoint-000002.safetensors")).doesNotExist();
  }

  @Test
  void tooFewImagesAreRefused() throws IOException {
    try (var images = ToyImages.of(folder, 9, SHAPE)) {
      assertThatThrownBy(() -> run(images, options(1, 0), new LocalFolder(folder.resolve("out"))))
          .hasMessage(
              "Images left for training are 7 of 9 but must be at least one batch of 8; give more images, or lower batchSize");
    }
  }

  @Test
  void keysInThePlaceOfClassesAreRefused() throws IOException {
    var keys = new BundleIdentity("toys", "1.0.0", "MIT", Collections.nCopies(40, "k"));
    try (var images = ToyImages.of(folder, 48, SHAPE)) {
      assertThatThrownBy(
              () ->
                  Training.run(
                      new ConditionalVae.Family(TINY),
                      images,
                      options(1, 0),
                      keys,
                      new LocalFolder(folder.resolve("out")),
                      Optional.empty(),
                      () -> false))
          .hasMessage(
              "48 images have 40 classes but must have two or more each on average; labelCol must name classes, not keys");
    }
  }

  private TrainingResult train(TrainingFolder place, TrainingOptions options) throws IOException {
    try (var images = ToyImages.of(folder, 48, SHAPE)) {
      return run(images, options, place);
    }
  }

  private static TrainingResult run(
      TrainingImages images, TrainingOptions options, TrainingFolder place) {
    return Training.run(
        new ConditionalVae.Family(TINY),
        images,
        options,
        IDENTITY,
        place,
        Optional.empty(),
        () -> false);
  }

  private static TrainingOptions options(int epochs, int patience) {
    return new TrainingOptions(epochs, 8, 1e-3, 0.9, 0.25, patience, 7, 1);
  }
}
