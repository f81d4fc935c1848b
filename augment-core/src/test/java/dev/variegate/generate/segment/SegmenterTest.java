package dev.variegate.generate.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.variegate.model.BadModelException;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.testing.SegmentationForms;
import dev.variegate.testing.SegmentationForms.Form;
import dev.variegate.testing.TinyModels;
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
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [sky, road] | NCHW, form: logits | [-1, 5, -1, -1] | has 5 channels, so that "labels" must name 5 classes and not 2; correct one of them
          [] | NCHW, form: logits | [-1, -1, -1, -1] | must have 1 to 256 channels, one for each class; write them
          [] | NCHW, form: logits | [-1, 300, -1, -1] | must have 1 to 256 channels, one for each class; write them
          [sky] | NHW, form: indices | [-1, -1, -1] | tells 1 classes apart but must tell 2 to 256; correct "labels"
          [] | NHW, form: indices | [-1, -1, -1] | needs the names of the classes; list them under "labels"
          [sky, road] | NCHW, form: indices | [-1, 5, -1, -1] | must have 1 as its second size, the number of channels; correct one of them
          [sky, road] | NHW, form: logits | [-1, 1, -1, -1] | Key "layout" is NHW, of images without an axis of channels, but "shape" is [-1, 1, -1, -1]; write NCHW or NHWC
          [sky, road] | NCHW, form: logits | [-1, 2] | must have the sizes [batch, channel, height, width]; write each
          """)
  void refusesADescriptionThatCannotBe(String labels, String layout, String shape, String message) {
    var names = List.of(labels.replaceAll("[\\[\\] ]", "").split(",")).stream();
    var output =
        "{name: out, meaning: segmentation, type: float32, shape: %s, layout: %s}"
            .formatted(shape, layout);
    var form =
        SegmentationForms.plain().with(names.filter(name -> !name.isEmpty()).toList(), output);
    var bundle = form.write(folder);
    assertThatThrownBy(() -> ModelBundle.open(bundle))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anIndexBehindTheLabelsIsABadOutput() {
    var form = SegmentationForms.equal().get(4);
    var bundle = form.with(List.of("sky", "road"), form.output()).write(folder);
    assertThatThrownBy(() -> classes(bundle, Settings.DEFAULT))
        .isInstanceOf(BadOutputException.class)
        .hasMessageMatching(
            "Output \"out\" has the class [234] but must have one of the 2 labels, counted from 0; list all labels in model.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"car", "=3", "car=256", "car=-1", "car=1,car=2", "car=x"})
  void pairsOfClassesAndValuesAreChecked(String pairs) {
    assertThatThrownBy(() -> MaskValues.parse("maskValues", pairs.split(",")))
        .hasMessageEndingWith(
            "but must have pairs such as car=255, each class once, with values from 0 to 255; correct it");
  }

  @Test
  void aClassNamedTwiceIsRefused() {
    var bundle = SegmentationForms.plain().write(folder);
    var twice = MaskValues.parse("maskValues", "car=255", "2=0");
    assertThatThrownBy(() -> open(bundle, new Settings(Framing.AUTO, twice, 0.5, 0)))
        .hasMessage(
            "Mask values are {2=0, car=255} but must name each class once, and \"car\" is there by its index too; remove one");
    assertThatThrownBy(() -> new MaskValues(Map.of("car", 300)))
        .hasMessage("Mask values are {car=300} but must stay within [0, 255], those of 8 bits");
  }

  @Test
  void whatTheModelCannotDoIsRefused() throws IOException {
    var bundle = SegmentationForms.plain().write(folder.resolve("plain"));
    var unknown = new Settings(Framing.AUTO, MaskValues.parse("maskValues", "cart=1"), 0.5, 0);
    assertThatThrownBy(() -> open(bundle, unknown))
        .hasMessageContaining("Unknown class \"cart\" for model form 1; did you mean \"car\"?");
    assertThatThrownBy(() -> open(bundle, fitted(Fit.TILE)))
        .hasMessageContaining("names no size for its tiles");
    var classifier = TinyModels.classifier(folder.resolve("classifier"));
    assertThatThrownBy(() -> open(classifier, Settings.DEFAULT))
        .hasMessageContaining("is asked for \"segment\" but offers [classify]");
    assertThatThrownBy(() -> new Settings(Framing.AUTO, MaskValues.INDICES, 1, 0))
        .hasMessage("threshold is 1.0 but must be above 0 and below 1; 0.5 is usual");
    assertThatThrownBy(() -> new Settings(Framing.AUTO, MaskValues.INDICES, 0.5, -1))
        .hasMessage("minArea is -1.0 but must be 0 or more, in pixels; 0 leaves no region out");
  }
}
