package dev.variegate.generate.segment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.Requests;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.Framing;
import dev.variegate.generate.segment.Segmenter.Settings;
import dev.variegate.model.BadModelException;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.SegmentationForms;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models, settings and outputs that a segmenter cannot use. */
class SegmenterRefusalsTest {

  @TempDir Path folder;

  private static Segmenter open(Path bundle, Settings settings) {
    return Segmenter.open(ModelBundle.open(bundle), ComputeOptions.threads(1), settings);
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
    assertThatThrownBy(
            () -> {
              try (var segmenter = open(bundle, Settings.DEFAULT);
                  var image = Requests.image(40, 30, 3)) {
                segmenter.segment(List.of(image));
              }
            })
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
    assertThatThrownBy(
            () -> open(bundle, new Settings(Framing.of(Fit.TILE), MaskValues.INDICES, 0.5, 0)))
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
