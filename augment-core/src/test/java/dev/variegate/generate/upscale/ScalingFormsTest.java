package dev.variegate.generate.upscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.lineage.Sample;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.testing.ScalingForms;
import dev.variegate.testing.ScalingForms.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that enlarge by several factors, and some that leave out a border. */
class ScalingFormsTest {

  private static final List<Size> SIZES =
      List.of(new Size(8, 8), new Size(13, 6), new Size(5, 21), new Size(31, 22), new Size(3, 3));

  @TempDir Path folder;

  static Stream<Form> forms() {
    return ScalingForms.all().stream();
  }

  private SuperResolver open(Form form, Fit fit) {
    return SuperResolver.open(
        ModelBundle.open(form.write(folder)),
        ComputeOptions.threads(1),
        Framing.of(fit),
        OutputSize.FACTOR);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void makeWhatTheirFunctionMakesOfTheWholeImage(Form form) {
    try (var resolver = open(form, Fit.AUTO)) {
      for (var size : SIZES) {
        try (var image = Requests.image(size.width(), size.height(), 3);
            var made = Requests.remade(resolver, image)) {
          assertThat(made.size())
              .as("%s of %s", form, size)
              .isEqualTo(
                  new Size(
                      (int) Math.floor(size.width() * form.across() + 0.5),
                      (int) Math.floor(size.height() * form.down() + 0.5)));
          requireEqual(form, image, made);
        }
      }
    }
  }

  private static void requireEqual(Form form, Image image, Image made) {
    var before = image.toBytes();
    var after = made.toBytes();
    for (int i = 0; i < after.length; i++) {
      int pixel = i / 3;
      int x = source(pixel % made.width(), form.across());
      int y = source(pixel / made.width(), form.down());
      double expected =
          form.mean()
              ? mean(before, image, x, y, i % 3)
              : Byte.toUnsignedInt(before[(y * image.width() + x) * 3 + i % 3]);
      assertThat((double) Byte.toUnsignedInt(after[i]))
          .as("%s of %s at %d", form, image.size(), i)
          .isBetween(expected - 0.501, expected + 0.501);
    }
  }

  /** Which pixel is repeated: of each two, the first is twice in three. */
  private static int source(int place, double factor) {
    return factor == 1.5 ? place / 3 * 2 + (place % 3 == 2 ? 1 : 0) : (int) (place / factor);
  }

  private static double mean(byte[] samples, Image image, int x, int y, int channel) {
    double sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int at = mirrored(y + dy, image.height()) * image.width() + mirrored(x + dx, image.width());
        sum += Byte.toUnsignedInt(samples[at * 3 + channel]);
      }
    }
    return sum / 9;
  }

  private static int mirrored(int place, int length) {
    return place < 0 ? -place : place >= length ? 2 * length - 2 - place : place;
  }

  /** What no file says is filled in: the range; and the size of tiles, for any may be. */
  @ParameterizedTest
  @MethodSource("forms")
  void areDescribedByTheirFilesAlone(Form form) throws IOException {
    var home = folder.resolve("described");
    var file = form.write(home).resolve("network.onnx");
    var task = form.across() * form.down() == 1 ? "translate" : "super-resolve";
    var text =
        DescriptionScaffold.of(home, List.of(file), Optional.empty())
            .text()
            .replaceAll("# license: MIT.*", "license: MIT")
            .replaceAll("range: TODO.*", "range: [0, 255]");
    assertThat(text).contains("task: " + task);
    if (form.name().equals("by 2 with a border, 8x8")) {
      return; // 12 of 8 are likelier one and a half times as many
    }
    Files.writeString(
        home.resolve("model.yaml"), text.replace("task: translate", "task: super-resolve"));
    try (var resolver =
            SuperResolver.open(
                ModelBundle.open(home),
                ComputeOptions.threads(1),
                Framing.of(Fit.AUTO),
                OutputSize.FACTOR);
        var image = Requests.image(13, 6, 3);
        var made = Requests.remade(resolver, image)) {
      requireEqual(form, image, made);
    }
  }

  @Test
  void aBatchOfImagesMakesWhatEachMakesAlone() {
    for (var form : ScalingForms.all()) {
      try (var resolver = open(form, Fit.AUTO);
          var one = Requests.image(13, 6, 3);
          var other = Requests.image(31, 22, 3)) {
        var together = resolver.make(Requests.of(List.of(one, other)));
        try (var alone = Requests.remade(resolver, other)) {
          assertThat(together.get(1).image().toBytes()).isEqualTo(alone.toBytes());
        }
        together.forEach(Sample::close);
      }
    }
  }

  @Test
  void theLineageSaysTheFactorOrTheSize() {
    try (var doubling = open(ScalingForms.all().get(9), Fit.AUTO);
        var half = open(ScalingForms.all().get(3), Fit.AUTO);
        var image = Requests.image(13, 6, 3);
        var twice = doubling.make(Requests.of(List.of(image))).get(0);
        var more = half.make(Requests.of(List.of(image))).get(0)) {
      assertThat(twice.lineage().toString()).contains("\"factor\":2");
      assertThat(more.lineage().toString()).contains("\"width\":20,\"height\":9");
    }
  }

  @Test
  void namesTheKeyThatTheDescriptionLacks() {
    for (int i : new int[] {3, 6}) {
      try (var resolver = open(ScalingForms.all().get(i).with("", ""), Fit.AUTO);
          var image = Requests.image(13, 6, 3)) {
        assertThatThrownBy(() -> Requests.remade(resolver, image))
            .isInstanceOf(BadModelException.class)
            .hasMessageMatching(
                "Network makes (19x9|11x4) of 13x6, which is no whole number of times as wide and high; give its output the key \"factor\", such as 1.5, or its input the key \"border\" if it leaves out pixels at the edges");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          , factor: 1.5 |  | has a "factor", which only an output has; move it there
          | , border: 1 | has a "border", which only an input has; move it there
          , border: -1 |  | Key "border" is -1 but must be 0 or more, in pixels of the input; leave it out for 0
          | , factor: 0 | Key "factor" is [0.0, 0.0] but both must be above 0 and at most 64.0, across and down; write 1.5
          | , factor: [1, 2, 3] | Key "factor" is [1.0, 2.0, 3.0] but must be one number, or two, across and down; write 1.5
          """)
  void keysAreChecked(String input, String output, String message) {
    var form =
        ScalingForms.all().get(0).with(input == null ? "" : input, output == null ? "" : output);
    assertThatThrownBy(() -> open(form, Fit.AUTO))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFixedSizeThatCropsIsRefusedWithoutItsBorder() throws IOException {
    var bundle = ScalingForms.all().get(7).write(folder);
    var yaml = bundle.resolve("model.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace(", border: 1", "")
            .replace("3, 8, 8]", "3, 156, 156]")
            .replace("3, 6, 6]", "3, 284, 284]"));
    assertThatThrownBy(
            () ->
                SuperResolver.requireUse(
                    ModelBundle.open(bundle).description(), Framing.of(Fit.AUTO)))
        .hasMessage(
            "Network makes 284x284 of 156x156, which is no simple fraction; give or correct the key \"border\" of its input, the pixels at each side that it leaves out");
  }

  @Test
  void sizesThatAFactorMakesPartsOfPixelsAreRefused() {
    var sized = ScalingForms.all().get(3).with(", size: [7, 9]", ", factor: 1.25");
    assertThatThrownBy(() -> open(sized, Fit.AUTO))
        .hasMessage(
            "Model form 1 has the \"size\" 7x9, which does not become whole by its \"factor\"; give another size");
    var bordered = ScalingForms.all().get(3).with(", multiple: 4, border: 1", ", factor: 1.25");
    assertThatThrownBy(() -> open(bordered, Fit.AUTO))
        .hasMessage(
            "Model form 1 has a \"border\" of 1 and a \"multiple\" of 4, at which no size becomes whole by its \"factor\"; correct one of them");
  }

  /** Of a minimum, too, the least that is a multiple and on the grid. */
  @Test
  void smallImagesArePaddedToAValidSize() {
    var form = ScalingForms.all().get(3).with(", minimum: 9, multiple: 3", ", factor: 1.5");
    try (var resolver = open(form, Fit.PAD);
        var image = Requests.image(5, 4, 3);
        var made = Requests.remade(resolver, image)) {
      assertThat(made.size()).isEqualTo(new Size(8, 6));
      requireEqual(form, image, made);
    }
  }

  @Test
  void aFactorThatIsNoFractionIsRefused() {
    var form = ScalingForms.all().get(0).with("", ", factor: 1.4142");
    assertThatThrownBy(() -> open(form, Fit.AUTO))
        .hasMessage(
            "Key \"factor\" has 1.4142 but must have numbers near a fraction with a denominator of 16 at most, such as 1.5; correct it");
  }

  @Test
  void aBorderThatLeavesNothingIsRefused() {
    var form = ScalingForms.all().get(7).with(", border: 4", "");
    assertThatThrownBy(() -> open(form, Fit.AUTO))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("has a \"border\" of 4, which leaves nothing of 8x8; correct it");
  }
}
