package dev.variegate.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.variegate.train.autoregressive.PixelCnn;
import dev.variegate.train.autoregressive.PixelCnnOptions;
import dev.variegate.train.diffusion.DdpmOptions;
import dev.variegate.train.diffusion.DenoisingDiffusion;
import dev.variegate.train.flow.FlowKind;
import dev.variegate.train.flow.FlowOptions;
import dev.variegate.train.flow.NormalizingFlow;
import dev.variegate.train.gan.DiffAugmentation;
import dev.variegate.train.gan.GanOptions;
import dev.variegate.train.gan.HingeGan;
import dev.variegate.train.vae.ConditionalVae;
import dev.variegate.train.vae.VaeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training holds as many arrays after many steps as after two. */
class FlatMemoryTest {

  private static final ImageShape SHAPE = new ImageShape(1, 8, 8);
  private static final TrainingOptions OPTIONS =
      new TrainingOptions(9, 8, 1e-3, 0.9, 0.25, 0, 7, 1);

  @TempDir private Path folder;

  static Stream<TrainableModel.Family> families() {
    return Stream.of(
        new ConditionalVae.Family(new VaeOptions(4, 4, 16, 1)),
        new HingeGan.Family(
            new GanOptions(4, 4, 16, 4, 2, 0.1, EnumSet.allOf(DiffAugmentation.class), 0.5, 0.99)),
        new DenoisingDiffusion.Family(DdpmOptions.DEFAULT.withWidth(8)),
        new NormalizingFlow.Family(new FlowOptions(FlowKind.GLOW, 2, 4, 0.05, 1)),
        new NormalizingFlow.Family(new FlowOptions(FlowKind.REAL_NVP, 2, 4, 0.05, 1)),
        new PixelCnn.Family(new PixelCnnOptions(6, 2, 3, 1)));
  }

  @ParameterizedTest
  @MethodSource("families")
  void holdsNoMoreArraysAfterMoreEpochs(TrainableModel.Family family) throws IOException {
    try (var images = ToyImages.of(folder, 32, SHAPE);
        var manager = NDManager.newBaseManager();
        var model = family.open(manager, SHAPE, ToyImages.CLASSES, OPTIONS)) {
      var batches = new Batches(images, manager, OPTIONS);
      epoch(model, batches, 0);
      int held = manager.getManagedArrays().size();
      for (int epoch = 1; epoch < 6; epoch++) {
        epoch(model, batches, epoch);
      }
      assertThat(manager.getManagedArrays()).hasSize(held);
    }
  }

  private static void epoch(TrainableModel model, Batches batches, int epoch) {
    int[] order = batches.order(epoch);
    for (int i = 0; i < batches.steps(); i++) {
      try (var scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        model.step(batches.training(order, epoch, i), 1e-3);
      }
    }
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      model.evaluate(batches.validation(0));
    }
    model.networks();
    model.companions();
  }
}
