package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.testing.Scenes;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageScorerTest {

  /** The classes of images for a network that takes none. */
  private static final List<String> NONE = List.of();

  @TempDir private Path folder;

  private ImageScorer scorer() {
    var bundle = ModelBundle.open(TinyModels.imageScorer(folder.resolve("scorer")));
    return ImageScorer.open(bundle, ComputeOptions.threads(1));
  }

  private ImageScorer classScorer() {
    var bundle = ModelBundle.open(TinyModels.classScorer(folder.resolve("scorer")));
    return ImageScorer.open(bundle, ComputeOptions.threads(1));
  }

  /** The mean of the samples less one. */
  @Test
  void theNetworkLooksAtTheImage() {
    try (var scorer = scorer();
        var black = Image.ofBytes(8, 8, 1, new byte[64]);
        var gray = Image.ofBytes(8, 8, 1, filled((byte) 51))) {
      var scores = scorer.score(List.of(black, gray, black), NONE);
      assertThat(scores.get(0)).isEqualTo(-1).isEqualTo(scores.get(2));
      assertThat(scores.get(1)).isEqualTo(0.2 - 1, within(1e-6));
    }
  }

  private static byte[] filled(byte value) {
    var samples = new byte[64];
    Arrays.fill(samples, value);
    return samples;
  }

  /** More than a batch, of other sizes and in color. */
  @Test
  void aNeighborChangesNoScore() {
    try (var scorer = scorer()) {
      var fitted = new ArrayList<Image>();
      for (int i = 0; i < 7; i++) {
        try (var image = Scenes.of(i, 48)) {
          fitted.add(scorer.fitted(image));
        }
      }
      var together = scorer.score(fitted, NONE);
      var alone = fitted.stream().map(image -> scorer.score(List.of(image), NONE).get(0)).toList();
      assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
      fitted.forEach(Image::close);
    }
  }

  /** The index of the class is added: more than a batch, by names and by indexes. */
  @Test
  void anImageIsScoredAsOneOfItsClass() {
    try (var scorer = classScorer();
        var black = Image.ofBytes(8, 8, 1, new byte[64])) {
      var classes = List.of("circle", "cross", "square", "2", "0", "1", "circle");
      assertThat(scorer.score(Collections.nCopies(7, black), classes))
          .containsExactly(-1.0, 1.0, 0.0, 1.0, -1.0, 0.0, -1.0);
    }
  }

  @Test
  void aClassThatIsUnknownOrMissingIsNamed() {
    try (var scorer = classScorer();
        var black = Image.ofBytes(8, 8, 1, new byte[64])) {
      assertThatThrownBy(() -> scorer.score(List.of(black), List.of("cros")))
          .hasMessage(
              "Unknown class \"cros\" for model tiny-class-likelihood 1.0.0; did you mean \"cross\"? Known: circle, cross, square");
      assertThatThrownBy(() -> scorer.score(List.of(black), List.of("")))
          .hasMessage(
              "Model tiny-class-likelihood 1.0.0 is asked for no class but must be asked for one of [circle, square, cross]; name it");
    }
  }

  /** Their features were made without one. */
  @Test
  void whatScoresFeaturesHasNoPlaceForAClass() throws IOException {
    var description = TinyModels.scorer(folder.resolve("head"), 3).resolve("model.yaml");
    Files.writeString(
        description,
        Files.readString(description)
            .replace(
                "inputs:",
                "labels: [one, two]\ninputs:\n  - {name: label, meaning: label, type: int64, shape: [-1]}"));
    assertThatThrownBy(() -> ModelDescription.read(description))
        .hasMessageContaining(
            "Key \"inputs\" has \"label\" of meaning \"label\", task \"score\" has no place for it");
  }

  @Test
  void imagesAndFeaturesAreNotMistaken() {
    var images = ModelBundle.open(TinyModels.imageScorer(folder.resolve("scorer")));
    var features = ModelBundle.open(TinyModels.scorer(folder.resolve("head"), 3));
    assertThatThrownBy(() -> ScoreHead.open(images, ComputeOptions.threads(1)))
        .hasMessageStartingWith("Model tiny-likelihood 1.0.0")
        .hasMessageContaining(
            "scores images but must score features; make it the scorer of a gate of a plan");
    assertThatThrownBy(() -> ImageScorer.open(features, ComputeOptions.threads(1)))
        .hasMessageContaining("scores features but must score images; take another model");
  }
}
