package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.testing.Scenes;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageScorerTest {

  @TempDir private Path folder;

  private ImageScorer scorer() {
    var bundle = ModelBundle.open(TinyModels.imageScorer(folder.resolve("scorer")));
    return ImageScorer.open(bundle, ComputeOptions.threads(1));
  }

  /** The mean of the samples less one. */
  @Test
  void theNetworkLooksAtTheImage() {
    try (var scorer = scorer();
        var black = Image.ofBytes(8, 8, 1, new byte[64]);
        var gray = Image.ofBytes(8, 8, 1, filled((byte) 51))) {
      var scores = scorer.score(List.of(black, gray, black));
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
      var together = scorer.score(fitted);
      var alone = fitted.stream().map(image -> scorer.score(List.of(image)).get(0)).toList();
      assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
      fitted.forEach(Image::close);
    }
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
