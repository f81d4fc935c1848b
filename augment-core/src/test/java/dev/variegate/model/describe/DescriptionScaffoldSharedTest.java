package dev.variegate.model.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.model.ModelDescription;
import dev.variegate.model.Scaffolds;
import dev.variegate.model.Task;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every network of the shared material is described, filled in and opened. */
@NeedsShared
class DescriptionScaffoldSharedTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "TRANSLATE, style/fns-mosaic-256",
    "TRANSLATE, style/fns-candy-256",
    "TRANSLATE, style/fns-rain-princess-128",
    "TRANSLATE, style/fns-udnie-128",
    "STYLIZE, style/adain_vgg_encoder;style/adain_vgg_decoder",
    "SAMPLE, sampler/face-dcgan-32",
    "SAMPLE, sampler/mnist-conditional-wgan",
    "SAMPLE, sampler/mnist-vae-decoder",
    "DIFFUSE, diffusion/fashion-ddpm-unet",
    "SUPER_RESOLVE, super-resolution/esrgan-slim-x2",
    "SUPER_RESOLVE, super-resolution/esrgan-slim-x4",
    "SUPER_RESOLVE, super-resolution/fsrcnn-x2",
    "AUTOENCODE, autoencoder/taef2_encoder;autoencoder/taef2_decoder",
    "CLASSIFY, classifier/fashion-mnist-cnn",
    "CLASSIFY, classifier/mnist-cnn",
    "CLASSIFY, classifier/squeezenet-1.1-fp16"
  })
  void aSketchNamesTheTaskAndOpensOnceItIsFilled(Task task, String networks) throws IOException {
    var files = new ArrayList<Path>();
    for (var network : List.of(networks.split(";", -1))) {
      var file = Shared.path("models/%s.onnx".formatted(network));
      files.add(Files.copy(file, folder.resolve(file.getFileName())));
    }
    if (task == Task.DIFFUSE) {
      Files.writeString(folder.resolve(ModelDescription.SCHEDULER), "{}");
    }
    var bundle = Scaffolds.fill(folder, DescriptionScaffold.of(folder, files, Optional.empty()));
    assertThat(bundle.description().task()).isEqualTo(task);
    bundle.requireNetworks();
    Scaffolds.open(bundle);
  }
}
