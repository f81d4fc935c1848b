package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.preview.DescriptionGuess;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.ImageForms;
import dev.variegate.testing.NetworkForms;
import dev.variegate.testing.SegmentationForms;
import dev.variegate.testing.TinyModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int describe(String... args) {
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    return Describe.execute(print, print, args);
  }

  private Path photo() throws IOException {
    var photo = folder.resolve("photo.jpg");
    var red = new byte[64 * 48 * 3];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) (i * 200L / red.length);
    }
    try (var image = Image.ofBytes(64, 48, 3, red)) {
      return Files.write(photo, new ImageCodec().encode(image, Encoding.of(ImageFormat.PNG)));
    }
  }

  private Path network(Path bundle) throws IOException {
    Files.delete(bundle.resolve("model.yaml"));
    return bundle.resolve("network.onnx");
  }

  @Test
  void writesADraftAndShowsWhatEachGuessMakes() throws IOException {
    var network = network(SegmentationForms.plain().write(folder.resolve("bundle")));
    assertThat(describe(network.toString(), "--image", photo().toString())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("input  \"in\" float32 [-1, 3, -1, -1]")
        .contains("model.yaml is written; fill in what says TODO")
        .contains("guesses.png shows what each range and order of colors makes of the image");
    var sheet = Files.readAllBytes(network.resolveSibling("guesses.png"));
    try (var image = new ImageCodec().decode(sheet)) {
      assertThat(image.height()).isGreaterThan(4 * 256); // four rows
    }
    assertThat(describe(network.toString(), "--image", photo().toString())).isEqualTo(2);
    Files.delete(network.resolveSibling("model.yaml"));
    assertThat(describe(network.toString(), "--image", photo().toString())).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("guesses.png exists but must not be written over; move it away first");
    assertThat(network.resolveSibling("model.yaml")).doesNotExist();
  }

  @Test
  void guessesRangesAndTheOrderOfColors() throws IOException {
    var network = network(SegmentationForms.plain().write(folder.resolve("bundle")));
    describe(network.toString());
    var draft = Files.readString(network.resolveSibling("model.yaml"));
    var guesses = DescriptionGuess.of(draft);
    assertThat(guesses)
        .extracting(guess -> guess.range() + " " + guess.colors())
        .containsExactly(
            "range: [0, 1] rgb",
            "range: [0, 1] bgr",
            "range: [-1, 1] rgb",
            "range: [-1, 1] bgr",
            "range: [0, 255] rgb",
            "range: [0, 255] bgr",
            "ImageNet mean, deviation rgb",
            "ImageNet mean, deviation bgr");
    for (var guess : guesses) {
      Files.writeString(network.resolveSibling("model.yaml"), guess.text());
      assertThat(ModelBundle.open(network.getParent()).description().labels()).hasSize(5);
    }
    assertThat(guesses).extracting(DescriptionGuess::text).doesNotHaveDuplicates();
  }

  @Test
  void samplersAndTranslatorsAreShownToo() throws IOException {
    var forms =
        List.of(
            network(NetworkForms.plain().write(folder.resolve("sampler"))),
            network(ImageForms.all().get(1).write(folder.resolve("translator"))));
    for (var network : forms) {
      assertThat(describe(network.toString(), "--image", photo().toString())).isZero();
      assertThat(network.resolveSibling("guesses.png")).isNotEmptyFile();
    }
  }

  @Test
  void whatCannotBeGuessedOrMakesNoImageIsNotShown() throws IOException {
    var network = network(TinyModels.classifier(folder.resolve("bundle")));
    assertThat(describe(network.toString(), "--image", photo().toString())).isZero();
    assertThat(network.resolveSibling("guesses.png")).doesNotExist();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("No image can be made: networks of task classify are not shown");
    Files.delete(network.resolveSibling("model.yaml"));
    assertThat(describe(network.toString(), "--image", "absent.jpg")).isEqualTo(2);
    var text = Files.writeString(folder.resolve("notes.txt"), "no image");
    var segmenter = network(SegmentationForms.plain().write(folder.resolve("segmenter")));
    assertThat(describe(segmenter.toString(), "--image", text.toString())).isNotZero();
    assertThat(segmenter.resolveSibling("model.yaml")).doesNotExist();
    assertThat(DescriptionGuess.of("range: TODO\nvalue: TODO")).isEmpty();
  }
}
