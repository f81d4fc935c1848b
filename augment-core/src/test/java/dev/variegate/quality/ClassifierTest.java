package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.image.Image;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.TensorRole.Form;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {

  @TempDir Path folder;

  @BeforeEach
  void write() {
    TinyModels.classifier(folder);
  }

  @Test
  void logitsBecomeProbabilitiesOfTheLikeliestClass() {
    try (var classifier = Classifier.open(ModelBundle.open(folder), 1);
        var image = image(5)) {
      var scores = classifier.classify(List.of(image)).get(0);
      var probabilities = scores.probabilities();
      assertThat(DoubleStream.of(probabilities).sum()).isCloseTo(1, offset(1e-12));
      int best = TinyModels.LABELS.indexOf(scores.label());
      assertThat(probabilities[best]).isEqualTo(DoubleStream.of(probabilities).max().orElseThrow());
      assertThat(scores.features()[5]).isEqualTo(1);
    }
  }

  @Test
  void noNeighborChangesAScore() {
    var images = IntStream.range(0, 9).mapToObj(ClassifierTest::image).toList();
    try (var classifier = Classifier.open(ModelBundle.open(folder), 1)) {
      var whole = classifier.classify(images);
      for (int i = 0; i < images.size(); i++) {
        var alone = classifier.classify(List.of(images.get(i))).get(0);
        assertThat(alone.probabilities()).isEqualTo(whole.get(i).probabilities());
      }
    }
    images.forEach(Image::close);
  }

  @Test
  void readsEachFormOfScores() {
    var logits = new float[] {1000, 999, 0};
    var expected = new double[] {1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(1)), 0};
    assertThat(Classifier.probabilities(logits, Form.LOGITS))
        .containsExactly(expected, offset(1e-12));
    var logs = new float[] {(float) Math.log(0.25), (float) Math.log(0.75)};
    assertThat(Classifier.probabilities(logs, Form.LOG_PROBABILITIES))
        .containsExactly(new double[] {0.25, 0.75}, offset(1e-6));
    assertThat(Classifier.probabilities(new float[] {0.25f, 0.75f}, Form.PROBABILITIES))
        .containsExactly(0.25, 0.75);
  }

  @Test
  void refusesProbabilitiesThatAreNone() {
    assertThatThrownBy(() -> Classifier.probabilities(new float[2], Form.PROBABILITIES))
        .isInstanceOf(BadOutputException.class)
        .hasMessage(
            "Scores are [0.0, 0.0] but must be probabilities with a sum above 0; give them the form \"logits\" if the network ends before its softmax");
  }

  @Test
  void refusesAModelThatIsNoClassifier(@TempDir Path other) {
    var sampler = ModelBundle.open(TinyModels.sampler(other));
    assertThatThrownBy(() -> Classifier.open(sampler, 1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Model tiny-shapes 1.0.0 is asked for \"classify\" but offers [sample, condition-on-label]; take a model that can");
  }

  private static Image image(int white) {
    var samples = new byte[64];
    samples[white] = (byte) 255;
    return Image.ofBytes(8, 8, 1, samples);
  }
}
