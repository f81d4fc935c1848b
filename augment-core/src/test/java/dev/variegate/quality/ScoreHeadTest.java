package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.BadModelException;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreHeadTest {

  private static final ComputeOptions ONE = ComputeOptions.threads(1);

  @TempDir Path folder;

  private ScoreHead head() {
    return ScoreHead.open(ModelBundle.open(TinyModels.scorer(folder, 3)), ONE);
  }

  @Test
  void eachVectorHasOneScoreWhateverItsNeighbors() {
    var vectors = IntStream.range(0, 9).mapToObj(i -> new double[] {i, 0.5, -i}).toList();
    try (var head = head()) {
      var whole = head.score(vectors);
      for (int i = 0; i < 9; i++) {
        assertThat(whole.get(i)).isEqualTo(1 - 2.0 * i);
        assertThat(head.score(List.of(vectors.get(i)))).containsExactly(whole.get(i));
      }
      assertThat(head.score(List.of())).isEmpty();
    }
  }

  @Test
  void refusesVectorsOfAnotherWidthAndScoresThatAreNoNumbers() {
    try (var head = head()) {
      assertThatThrownBy(() -> head.score(List.of(new double[3], new double[2])))
          .hasMessage(
              "Vector has 2 features but must have 3 for model tiny-head 1.0.0; take the features that it was trained on");
      var infinite = new double[] {Double.POSITIVE_INFINITY, 0, 0};
      assertThatThrownBy(() -> head.score(List.of(infinite)))
          .isInstanceOf(BadOutputException.class);
    }
  }

  @Test
  void refusesAModelThatScoresImages() {
    var judge = ModelBundle.open(TinyModels.classifier(folder));
    assertThatThrownBy(() -> ScoreHead.open(judge, ONE))
        .hasMessage(
            "Model tiny-judge 1.0.0 is asked for \"score\" but offers [classify]; take a model that can");
  }

  @Test
  void itsDescriptionHasFixedFeaturesAndOneNumber() throws IOException {
    TinyModels.scorer(folder, 3);
    assertThatThrownBy(() -> changed("[-1, 3]", "[-1, -1]"))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("may leave only its first size free; write the others");
    assertThatThrownBy(() -> changed("[-1, 1]", "[-1, 2]"))
        .hasMessageContaining(
            "Tensor \"score\" is float32 [-1, 2] but must hold one number a row; describe another network as a classifier");
    assertThatThrownBy(() -> changed("meaning: score", "meaning: features"))
        .hasMessageContaining(
            "Key \"outputs\" has \"score\" of meaning \"features\", task \"score\" has no place for it");
    assertThat(changed("[-1, 1]", "[-1]").title()).isEqualTo("tiny-head 1.0.0");
  }

  private ModelDescription changed(String from, String to) throws IOException {
    var text = Files.readString(folder.resolve("model.yaml"));
    assertThat(text).contains(from);
    var file = folder.resolve("changed.yaml");
    Files.writeString(file, text.replace(from, to));
    return ModelDescription.read(file);
  }
}
