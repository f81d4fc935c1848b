package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.codec.ImageCodec;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.TestImages;
import dev.variegate.op.blur.GaussianBlur;
import dev.variegate.op.blur.MedianBlur;
import dev.variegate.op.blur.Sharpness;
import dev.variegate.op.geometric.Affine;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.Resize;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.op.geometric.Rotate90;
import dev.variegate.op.geometric.Translate;
import dev.variegate.op.geometric.Transpose;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Results of Pillow, torchvision, NumPy and OpenCV, each with the tolerance that it states. */
@NeedsShared
public class GoldenClassicSharedTest {

  private static final Path FOLDER = Shared.path("golden/classic");

  /** The step of a case, from its parameters and the size of its image. */
  private static final Map<String, Function<JsonNode, Step>> STEPS =
      Map.ofEntries(
          Map.entry("flip", p -> new Flip.At(Flip.Axis.valueOf(upper(p.get("axis"))))),
          Map.entry("transpose", p -> new Transpose.At()),
          Map.entry(
              "rotate90",
              p -> new Rotate90.At(p.get("quarter_turns_counter_clockwise").intValue())),
          Map.entry("brightness", p -> new Brightness.At(number(p, "factor"))),
          Map.entry("contrast", p -> new Contrast.At(number(p, "factor"))),
          Map.entry("saturation", p -> new Saturation.At(number(p, "factor"))),
          Map.entry("hue", p -> new Hue.At(number(p, "turns"))),
          Map.entry("gamma", p -> new Gamma.At(number(p, "gamma"))),
          Map.entry(
              "rotate",
              p ->
                  new Rotate.At(
                      number(p, "degrees_counter_clockwise"), interpolation(p), border(p), 0)),
          Map.entry(
              "shift",
              p ->
                  new Translate.At(
                      p.get("pixels_right").intValue(),
                      p.get("pixels_down").intValue(),
                      border(p),
                      0)),
          Map.entry(
              "affine",
              p ->
                  new Affine.At(
                      -number(p, "degrees_clockwise"),
                      number(p, "scale"),
                      number(p, "shear_x_degrees"),
                      0,
                      0,
                      0,
                      interpolation(p),
                      border(p),
                      0)),
          Map.entry(
              "resize",
              p ->
                  new Resize.At(
                      p.get("width").intValue(), p.get("height").intValue(), interpolation(p))),
          Map.entry("median-blur", p -> new MedianBlur.At((p.get("kernel").intValue() - 1) / 2)),
          Map.entry("solarize", p -> new Solarize.At(number(p, "threshold") / 255)),
          Map.entry("posterize", p -> new Posterize.At(p.get("bits").intValue())),
          Map.entry("invert", p -> new Invert.At()),
          Map.entry("auto-contrast", p -> new AutoContrast.At()),
          Map.entry("equalize", p -> new Equalize.At()),
          Map.entry("sharpness", p -> new Sharpness.At(number(p, "factor"))),
          Map.entry("grayscale", p -> new Grayscale.At()),
          Map.entry("clahe", p -> new Clahe.At(number(p, "clip_limit"), p.get("tiles").intValue())),
          Map.entry("gaussian-blur", p -> new GaussianBlur.At(number(p, "sigma"))));

  @TestFactory
  Stream<DynamicTest> agreesWithTheReference() throws IOException {
    return covered().map(c -> DynamicTest.dynamicTest(c.get("name").asText(), () -> check(c)));
  }

  @Test
  void everyCaseOfTheCatalogIsCovered() throws IOException {
    var words = OperationCatalog.builtIn().words();
    var named =
        cases().map(c -> c.get("op").asText()).map(op -> op.equals("shift") ? "translate" : op);
    assertThat(named.filter(words::contains)).hasSize(48);
    assertThat(covered()).hasSize(48);
  }

  private static Stream<JsonNode> cases() throws IOException {
    var manifest = JsonMapper.builder().build().readTree(FOLDER.resolve("manifest.json").toFile());
    return StreamSupport.stream(manifest.get("cases").spliterator(), false);
  }

  /** The cases that the operations know. */
  public static Stream<JsonNode> covered() throws IOException {
    return cases().filter(c -> STEPS.containsKey(c.get("op").asText()));
  }

  private static void check(JsonNode c) throws IOException {
    try (var expected = decode(c.get("expected"));
        var made = made(c)) {
      assertThat(made.size()).isEqualTo(expected.size());
      int[] ours = TestImages.samples(made);
      int[] theirs = TestImages.samples(expected);
      int largest = 0;
      double sum = 0;
      for (int i = 0; i < ours.length; i++) {
        int difference = Math.abs(ours[i] - theirs[i]);
        largest = Math.max(largest, difference);
        sum += difference;
      }
      assertThat(largest).as("max").isLessThanOrEqualTo(c.get("max_abs_diff").intValue());
      assertThat(sum / ours.length)
          .as("mean")
          .isLessThanOrEqualTo(c.get("mean_abs_diff").doubleValue());
    }
  }

  /** What the operation of a case makes of its input; the caller closes it. */
  public static Image made(JsonNode c) throws IOException {
    var step = STEPS.get(c.get("op").asText()).apply(c.get("params"));
    try (var input = decode(c.get("input"))) {
      return step.lower(input.size()).apply(input);
    }
  }

  private static Image decode(JsonNode file) throws IOException {
    return new ImageCodec().decode(Files.readAllBytes(FOLDER.resolve(file.asText())));
  }

  private static double number(JsonNode params, String name) {
    return params.get(name).doubleValue();
  }

  private static Interpolation interpolation(JsonNode params) {
    return Interpolation.valueOf(upper(params.get("interpolation")));
  }

  private static Border border(JsonNode params) {
    return Border.valueOf(upper(params.get("border")).replace(" 0", ""));
  }

  private static String upper(JsonNode text) {
    return text.asText().toUpperCase(Locale.ROOT);
  }
}
