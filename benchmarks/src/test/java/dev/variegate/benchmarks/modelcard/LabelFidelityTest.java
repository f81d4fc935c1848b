package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.model.ModelBundle;
import dev.variegate.quality.Classifier;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFidelityTest {

  private static final int AREA = 64;

  @TempDir private Path folder;

  @Test
  void countsWhatTheClassifierConfirms() {
    var images = IntStream.range(0, 6).mapToObj(LabelFidelityTest::image).toList();
    try (var classifier = classifier()) {
      var said = classifier.classify(images);
      var asked = new ArrayList<>(said.stream().map(scores -> scores.label()).toList());
      assertThat(LabelFidelity.of(asked, said).overall()).isEqualTo(1);
      var other = TinyModels.LABELS.get((TinyModels.LABELS.indexOf(asked.get(0)) + 1) % 3);
      asked.set(0, other);
      var fidelity = LabelFidelity.of(asked, said);
      assertThat(fidelity.overall()).isEqualTo(5 / 6.0);
      assertThat(fidelity.fraction(other)).isLessThan(1);
    } finally {
      images.forEach(Image::close);
    }
  }

  @Test
  void namesTheClassesThatHaveImages() {
    var image = image(0);
    try (var classifier = classifier();
        image) {
      var fidelity = LabelFidelity.of(List.of("cross"), classifier.classify(List.of(image)));
      assertThatThrownBy(() -> fidelity.fraction("hat"))
          .hasMessage(
              "Class \"hat\" has no images but must be one of [cross]; ask for one of them");
    }
  }

  @Test
  void refusesScoresOfOtherImages() {
    assertThatThrownBy(() -> LabelFidelity.of(List.of("cross"), List.of()))
        .hasMessage(
            "Given are 1 asked classes and scores of 0 images but must be as many; pass them in one order");
  }

  private Classifier classifier() {
    return Classifier.open(ModelBundle.open(TinyModels.classifier(folder)), 1);
  }

  private static Image image(int number) {
    byte[] samples = new byte[AREA];
    for (int i = 0; i < AREA; i++) {
      samples[i] = (byte) (i * (number + 1) * 37);
    }
    return Image.ofBytes(8, 8, 1, samples);
  }
}
