package dev.variegate.generate.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.Capability;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.Requests;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.inpaint.RePaint;
import dev.variegate.generate.sample.DiffusionSampler;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ElementType;
import dev.variegate.model.ImageTensors;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.pixel.Hole;
import dev.variegate.pixel.HoleMask;
import dev.variegate.random.DrawKey;
import dev.variegate.testing.ConditionedDenoisers;
import dev.variegate.testing.Denoisers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A denoiser that is given a tensor makes what one makes that is given a class. */
class ConditionedDiffusionTest {

  private static final int SIDE = 8;
  private static final int AREA = SIDE * SIDE;

  @TempDir Path folder;

  private static List<byte[]> sampled(ModelBundle bundle) {
    var labels = List.of("circle", "", "cross", "square", "circle");
    var requests =
        IntStream.range(0, labels.size())
            .mapToObj(i -> new SampleRequest("key " + i, 1, 7, labels.get(i)))
            .toList();
    var options = new DiffusionOptions("", 10, 0, 2);
    try (var sampler =
        DiffusionSampler.open(bundle, ComputeOptions.threads(1), options, StepListener.NONE)) {
      var samples = sampler.sample(requests);
      var images = samples.stream().map(sample -> sample.image().toBytes()).toList();
      samples.forEach(Sample::close);
      return images;
    }
  }

  private static byte[] redrawn(ModelBundle bundle, String label, Image image) {
    return redrawn(bundle, label, image, Fit.AUTO);
  }

  private static byte[] redrawn(ModelBundle bundle, String label, Image image, Fit fit) {
    var settings =
        new ImageToImageGenerator.Settings(new DiffusionOptions("", 10, 0, 1), 0.8, label, fit);
    try (var generator =
            ImageToImageGenerator.open(
                bundle, ComputeOptions.threads(1), settings, StepListener.NONE);
        var made = Requests.remade(generator, image)) {
      return made.toBytes();
    }
  }

  private static byte[] filled(ModelBundle bundle, String label, Image image, Image mask) {
    var settings = new RePaint.Settings(20, 5, 2, label, 1);
    var request = new ImageRequest(image, "ab", new DrawKey(7, "key", 1), Optional.of(mask));
    try (var generator =
            RePaint.open(bundle, ComputeOptions.threads(1), settings, StepListener.NONE);
        var made = generator.make(List.of(request)).get(0)) {
      return made.image().toBytes();
    }
  }

  /** What a denoiser is given of a gray image, from -1 to 1. */
  private static float[] given(Image image) {
    var size = new Size(image.width(), image.height());
    var described =
        new TensorDescription(
            "source",
            ElementType.FLOAT32,
            List.of(1L, 1L, (long) size.height(), (long) size.width()),
            Pixels.ranging(Channels.GRAY, -1, 1));
    return new ImageTensors(described, 1, size).tensor(List.of(image)).floats();
  }

  private static Image mask() {
    var bytes = new byte[AREA];
    for (int i = 18; i < 45; i++) {
      bytes[i] = (byte) 255;
    }
    return Image.ofBytes(SIDE, SIDE, 1, bytes);
  }

  private ModelBundle toward(float... image) {
    var images = new float[4 * AREA];
    System.arraycopy(image, 0, images, 0, AREA);
    return ModelBundle.open(ConditionedDenoisers.toward(folder.resolve("toward"), images));
  }

  private ModelBundle enlarging() {
    return ModelBundle.open(ConditionedDenoisers.enlarging(folder.resolve("enlarging")));
  }

  private ModelBundle filling() {
    return ModelBundle.open(ConditionedDenoisers.filling(folder.resolve("filling")));
  }

  @Test
  void anEmbeddingOfAClassSamplesAsTheClass() {
    var embedded = ModelBundle.open(ConditionedDenoisers.embedded(folder.resolve("embedded")));
    var plain = ModelBundle.open(Denoisers.tiny(folder.resolve("plain")));
    assertThat(sampled(embedded)).containsExactlyElementsOf(sampled(plain));
    assertThat(Capability.of(embedded.description())).isEqualTo(Capability.of(plain.description()));
    try (var image = Requests.image(11, 9, 1)) {
      assertThat(redrawn(embedded, "cross", image)).isEqualTo(redrawn(plain, "cross", image));
    }
  }

  @Test
  void aSourceOfFewerPixelsIsWhatTheImageBecomes() {
    try (var image = Requests.image(4, 4, 1)) {
      var low = given(image);
      var enlarged = new float[AREA];
      for (int i = 0; i < AREA; i++) {
        enlarged[i] = low[ConditionedDenoisers.nearest(i)];
      }
      assertThat(redrawn(enlarging(), "", image))
          .isEqualTo(redrawn(toward(enlarged), "circle", image));
    }
  }

  @Test
  void aHoleIsFilledAsTheMaskSaysAndNothingInItIsSeen() {
    try (var image = Requests.image(SIDE, SIDE, 1);
        var mask = mask()) {
      var whole = given(image);
      var hole = mask.toBytes();
      var known = new float[AREA];
      for (int i = 0; i < AREA; i++) {
        int from = hole[i] == 0 ? i : ConditionedDenoisers.turned(i);
        known[i] = hole[from] == 0 ? whole[from] : 0; // middle gray
      }
      var filled = filled(filling(), "", image, mask);
      assertThat(filled).isEqualTo(filled(toward(known), "circle", image, mask));
      try (var other = image.copy()) {
        var bytes = other.toBytes();
        for (int i = 0; i < AREA; i++) {
          bytes[i] = hole[i] == 0 ? bytes[i] : (byte) (255 - bytes[i]);
        }
        try (var changed = Image.ofBytes(SIDE, SIDE, 1, bytes)) {
          assertThat(filled(filling(), "", changed, mask)).isEqualTo(filled);
        }
      }
    }
  }

  @Test
  void aPaddedSourceLiesOverThePaddedImage() {
    var dark = new byte[16]; // the first of four columns, and the others bright
    for (int i = 0; i < 16; i++) {
      dark[i] = (byte) (i % 4 == 0 ? 20 : 220);
    }
    try (var image = Image.ofBytes(4, 4, 1, dark)) {
      var made = redrawn(enlarging(), "", image, Fit.PAD);
      for (int row = 0; row < 4; row++) {
        assertThat(made[4 * row] & 255).isLessThan((made[4 * row + 3] & 255) - 50);
      }
    }
  }

  @Test
  void noNeighborChangesABit() {
    var images = IntStream.range(5, 12).mapToObj(i -> Requests.image(i, 16 - i, 3)).toList();
    var masks =
        images.stream()
            .map(image -> HoleMask.of(List.of(new Hole(1, 1, 2, image.height() - 2)), image.size()))
            .toList();
    var settings = new RePaint.Settings(10, 5, 1, "", 1);
    try (var generator =
        RePaint.open(filling(), ComputeOptions.threads(1), settings, StepListener.NONE)) {
      var requests =
          IntStream.range(0, images.size())
              .mapToObj(
                  i ->
                      new ImageRequest(
                          images.get(i), "", new DrawKey(7, "k" + i, 1), Optional.of(masks.get(i))))
              .toList();
      var all = generator.make(requests);
      for (int i = 0; i < images.size(); i++) {
        try (var alone = generator.make(List.of(requests.get(i))).get(0)) {
          assertThat(alone.image().sameSamples(all.get(i).image())).isTrue();
        }
      }
      all.forEach(Sample::close);
    }
    images.forEach(Image::close);
    masks.forEach(Image::close);
  }

  @Test
  void refusesUsesThatLackTheImageOrTheHole() {
    assertThatThrownBy(() -> sampled(enlarging()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Model conditioned 1.0.0 is asked for \"sample\" but offers [image-to-image]; take a model that can");
    try (var image = Requests.image(SIDE, SIDE, 1)) {
      assertThatThrownBy(() -> redrawn(filling(), "", image))
          .hasMessage(
              "Model conditioned 1.0.0 takes \"mask\", where to fill, but must take no mask to redraw whole images; inpaint with it, by the algorithm repaint");
    }
  }

  private static String completed(Path home, List<String> names) throws IOException {
    var files = names.stream().map(home::resolve).toList();
    return DescriptionScaffold.of(home, files, Optional.empty())
        .text()
        .replaceAll("# license: MIT.*", "license: MIT")
        .replaceAll("labels: TODO.*", "labels: [circle, square, cross]")
        .replaceAll("hole: TODO.*", "hole: 1")
        .replaceAll("range: TODO.*", "range: [-1, 1]")
        .replaceAll("(name: \"label\"\n)", "$1        unconditional: 3\n");
  }

  /** What no file says is filled in: classes, ranges, and what marks a hole. */
  @Test
  void areDescribedByTheirFilesAlone() throws IOException {
    var embedded = ConditionedDenoisers.embedded(folder.resolve("embedded"));
    var expected = sampled(ModelBundle.open(embedded));
    Files.writeString(
        embedded.resolve("model.yaml"),
        completed(embedded, List.of("embedder.onnx", "network.onnx")));
    assertThat(sampled(ModelBundle.open(embedded))).containsExactlyElementsOf(expected);

    var filling = ConditionedDenoisers.filling(folder.resolve("filling"));
    try (var image = Requests.image(SIDE, SIDE, 1);
        var mask = mask()) {
      var made = filled(ModelBundle.open(filling), "", image, mask);
      Files.writeString(filling.resolve("model.yaml"), completed(filling, List.of("network.onnx")));
      assertThat(filled(ModelBundle.open(filling), "", image, mask)).isEqualTo(made);
    }
    var enlarging = ConditionedDenoisers.enlarging(folder.resolve("enlarging"));
    try (var image = Requests.image(4, 4, 1)) {
      var made = redrawn(ModelBundle.open(enlarging), "", image);
      Files.writeString(
          enlarging.resolve("model.yaml"), completed(enlarging, List.of("network.onnx")));
      assertThat(redrawn(ModelBundle.open(enlarging), "", image)).isEqualTo(made);
    }
  }
}
