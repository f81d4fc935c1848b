package dev.variegate.generate.segment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.segment.Segmenter.Settings;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Polygon;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.testing.SegmentationForms;
import dev.variegate.testing.SegmentationForms.Form;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmenterTest {

  private static final List<Size> SIZES =
      List.of(new Size(8, 8), new Size(13, 6), new Size(5, 21), new Size(40, 30));

  @TempDir Path folder;

  private static Segmenter open(Path bundle, Settings settings) {
    return Segmenter.open(ModelBundle.open(bundle), ComputeOptions.threads(1), settings);
  }

  private static Settings fitted(Fit fit) {
    return new Settings(Framing.of(fit), MaskValues.INDICES, 0.5, 0);
  }

  /** What a segmenter says of images of several sizes at once. */
  private static List<byte[]> classes(Path bundle, Settings settings) {
    return with(
        bundle, settings, (segmenter, classes) -> classes.stream().map(Image::toBytes).toList());
  }

  private static <T> T with(
      Path bundle, Settings settings, BiFunction<Segmenter, List<Image>, T> use) {
    var open = new ArrayList<Image>();
    try (var segmenter = open(bundle, settings)) {
      for (var size : SIZES) {
        try (var image = Requests.image(size.width(), size.height(), 3)) {
          open.add(segmenter.entering(image));
        }
      }
      var classes = segmenter.segment(List.copyOf(open));
      open.addAll(classes);
      return use.apply(segmenter, classes);
    } finally {
      open.forEach(Image::close);
    }
  }

  /** The network's scores for an image, {@code [channel, height, width]}. */
  private static float[] bare(Path network, Size size) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    try (var image = Requests.image(size.width(), size.height(), 3);
        var session = environment.createSession(network.toString())) {
      var samples = image.toBytes();
      int pixels = samples.length / 3;
      var planes = new float[samples.length];
      for (int i = 0; i < samples.length; i++) {
        planes[i % 3 * pixels + i / 3] = Byte.toUnsignedInt(samples[i]) / 255f;
      }
      var shape = new long[] {1, 3, size.height(), size.width()};
      try (var fed = OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes), shape);
          var result = session.run(Map.of("in", fed))) {
        var scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
        var all = new float[scores.remaining()];
        scores.get(all);
        return all;
      }
    }
  }

  private static byte[] highest(float[] scores) {
    int pixels = scores.length / 5;
    var classes = new byte[pixels];
    for (int i = 0; i < pixels; i++) {
      for (byte c = 1; c < 5; c++) {
        if (scores[c * pixels + i] > scores[classes[i] * pixels + i]) {
          classes[i] = c;
        }
      }
    }
    return classes;
  }

  @Test
  void saysWhatTheBareEngineScoresHighest() throws OrtException {
    var bundle = SegmentationForms.plain().write(folder);
    var made = classes(bundle, Settings.DEFAULT);
    var seen = new TreeSet<Byte>();
    for (int i = 0; i < SIZES.size(); i++) {
      assertThat(made.get(i))
          .isEqualTo(highest(bare(bundle.resolve("network.onnx"), SIZES.get(i))));
      for (byte of : made.get(i)) {
        seen.add(of);
      }
    }
    assertThat(seen).hasSize(5);
  }

  static Stream<Form> forms() {
    return SegmentationForms.equal().stream();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void saysTheSameOfANetworkInAnotherForm(Form form) {
    var plain = classes(SegmentationForms.plain().write(folder.resolve("plain")), Settings.DEFAULT);
    assertThat(classes(form.write(folder.resolve("form")), Settings.DEFAULT))
        .containsExactlyElementsOf(plain);
  }

  /** What no file says is filled in: the names of classes, the range, and logits or not. */
  @ParameterizedTest
  @MethodSource("forms")
  void describesANetworkByItsFileAlone(Form form) throws IOException {
    var plain = classes(SegmentationForms.plain().write(folder.resolve("plain")), Settings.DEFAULT);
    var home = Files.createDirectory(folder.resolve("described"));
    var file = form.network(home.resolve("network.onnx"));
    if (form.name().startsWith("float32 indices")) {
      assertThat(scaffold(home, file)).contains("task: segment", "layout: NHW");
      return; // whether floats are indices or probabilities of the foreground, no file says
    }
    assertThat(scaffold(home, file))
        .contains(
            switch (form.name()) {
              case "probabilities" -> "form: probabilities";
              case "indices NHW", "int32 indices NCHW" -> "form: indices";
              default -> "form: logits";
            });
    Files.writeString(home.resolve("model.yaml"), scaffold(home, file));
    assertThat(classes(home, Settings.DEFAULT)).containsExactlyElementsOf(plain);
  }

  private static String scaffold(Path home, Path file) throws IOException {
    return DescriptionScaffold.of(home, List.of(file), Optional.empty())
        .text()
        .replaceAll("# license: MIT.*", "license: MIT")
        .replaceAll("(# )?labels: .*", "labels: " + SegmentationForms.LABELS)
        .replaceAll("form: TODO.*", "form: logits")
        .replaceAll("range: TODO.*", "range: [0, 1]");
  }

  @Test
  void scalesScoresOfHalfTheSizeBilinearly() throws OrtException {
    var bundle = SegmentationForms.half().write(folder);
    var made = classes(bundle, Settings.DEFAULT);
    for (int i = 0; i < SIZES.size(); i++) {
      var size = SIZES.get(i);
      var scores = bare(bundle.resolve("network.onnx"), size);
      var small = new Size((size.width() + 1) / 2, (size.height() + 1) / 2);
      assertThat(made.get(i)).isEqualTo(highest(bilinear(scores, small, size)));
    }
  }

  /** By the definition, in double precision. */
  private static float[] bilinear(float[] planes, Size from, Size to) {
    var scaled = new float[(int) (5 * to.pixels())];
    for (int i = 0; i < scaled.length; i++) {
      int plane = (int) (i / to.pixels());
      int pixel = (int) (i % to.pixels());
      double x = place(pixel % to.width(), from.width(), to.width());
      double y = place(pixel / to.width(), from.height(), to.height());
      int left = (int) x;
      int top = (int) y;
      double sum = 0;
      for (int dy = 0; dy < 2; dy++) {
        for (int dx = 0; dx < 2; dx++) {
          double weight = (dx == 0 ? 1 - x + left : x - left) * (dy == 0 ? 1 - y + top : y - top);
          int at =
              Math.min(top + dy, from.height() - 1) * from.width()
                  + Math.min(left + dx, from.width() - 1);
          sum += weight * planes[(int) (plane * from.pixels() + at)];
        }
      }
      scaled[i] = (float) sum;
    }
    return scaled;
  }

  private static double place(int pixel, int from, int to) {
    return Math.max(0, Math.min(from - 1.0, (pixel + 0.5) * from / to - 0.5));
  }

  /** It looks at single pixels, so that tiles change nothing. */
  @Test
  void tilesOfANetworkOfOneSizeSayTheSame() {
    var plain = classes(SegmentationForms.plain().write(folder.resolve("plain")), Settings.DEFAULT);
    assertThat(classes(SegmentationForms.fixed().write(folder.resolve("form")), fitted(Fit.TILE)))
        .containsExactlyElementsOf(plain);
  }

  @Test
  void foregroundIsWhatReachesTheThreshold() throws OrtException {
    var forms = SegmentationForms.foreground();
    var logits =
        bare(forms.get(0).write(folder.resolve("0")).resolve("network.onnx"), SIZES.get(3));
    for (int f = 0; f < forms.size(); f++) {
      var bundle = forms.get(f).write(folder.resolve(Integer.toString(f)));
      for (double threshold : new double[] {0.5, 0.6}) {
        var made =
            classes(bundle, new Settings(Framing.AUTO, MaskValues.INDICES, threshold, 0)).get(3);
        for (int i = 0; i < made.length; i++) {
          assertThat(made[i])
              .as("%s at %s", forms.get(f), threshold)
              .isEqualTo((byte) (1 / (1 + Math.exp(-logits[i])) >= threshold ? 1 : 0));
        }
      }
    }
  }

  @Test
  void masksHaveTheValuesOfClassesAndPolygonsTheirRegions() {
    var bundle = SegmentationForms.plain().write(folder);
    var values = MaskValues.parse("maskValues", "car=255", "3 = 7");
    var settings = new Settings(Framing.AUTO, values, 0.5, 2);
    with(
        bundle,
        settings,
        (segmenter, all) -> {
          var classes = all.get(3);
          var polygons = segmenter.polygons(classes);
          try (var mask = segmenter.mask(classes)) {
            var samples = mask.toBytes();
            var indices = classes.toBytes();
            for (int i = 0; i < samples.length; i++) {
              assertThat(Byte.toUnsignedInt(samples[i]))
                  .isEqualTo(indices[i] == 2 ? 255 : indices[i] == 3 ? 7 : 0);
            }
            requireRegions(polygons, indices, classes.width());
          }
          return polygons;
        });
  }

  private static void requireRegions(
      List<LabeledShape<Polygon>> polygons, byte[] indices, int width) {
    assertThat(polygons.stream().map(LabeledShape::label).distinct())
        .containsExactly("car", "tree");
    for (int i = 0; i < polygons.size(); i++) {
      assertThat(polygons.get(i).object()).isEqualTo(i);
      assertThat(polygons.get(i).shape().area()).isGreaterThanOrEqualTo(2);
      var corner = polygons.get(i).shape().points().get(0); // the top left one of its first line
      assertThat(indices[(int) (corner.y() * width + corner.x())])
          .isEqualTo((byte) (polygons.get(i).label().equals("car") ? 2 : 3));
    }
  }

  @Test
  void everyClassHasRegionsWhereValuesAreIndices() {
    var bundle = SegmentationForms.plain().write(folder);
    with(
        bundle,
        Settings.DEFAULT,
        (segmenter, all) -> {
          var areas = new TreeMap<String, Double>();
          segmenter
              .polygons(all.get(3))
              .forEach(region -> areas.merge(region.label(), region.shape().area(), Double::sum));
          assertThat(areas.keySet()).containsExactlyInAnyOrderElementsOf(SegmentationForms.LABELS);
          assertThat(areas.values().stream().mapToDouble(a -> a).sum()).isEqualTo(40 * 30);
          return areas;
        });
  }

  @Test
  void classesWithoutNamesAreCalledByTheirIndexes() {
    var plain = SegmentationForms.plain();
    var bundle = plain.with(List.of(), plain.output()).write(folder);
    try (var segmenter = open(bundle, Settings.DEFAULT)) {
      assertThat(segmenter.model().labels()).containsExactly("0", "1", "2", "3", "4");
    }
    var one = SegmentationForms.foreground().get(0).write(folder);
    try (var segmenter = open(one, Settings.DEFAULT)) {
      assertThat(segmenter.model().labels()).containsExactly("background", "foreground");
    }
  }
}
