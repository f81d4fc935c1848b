package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.variegate.op.OperationCatalog;
import dev.variegate.policy.imported.AlbumentationsParams;
import dev.variegate.policy.imported.AlbumentationsTable;
import dev.variegate.policy.text.AutomaticPolicies;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.policy.text.PolicyReader;
import dev.variegate.recipe.Operations;
import dev.variegate.recipe.ParameterTree;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HorizontalFlip | flip",
        "A.VerticalFlip | flip",
        "RandomHorizontalFlip(p=0.5) | flip",
        "v2.RandomRotation(degrees=(0, 90)) | rotate",
        "albumentations.augmentations.ShiftScaleRotate | affine",
        "RandomBrightnessContrast | color-jitter",
        "GaussNoise | gaussian-noise",
        "ToGray | grayscale",
        "RandomGrayscale | grayscale",
        "ImageCompression | jpeg-compression",
        "CLAHE | clahe",
        "CoarseDropout | coarse-dropout",
        "RandomPerspective | perspective",
        "RandomAdjustSharpness | sharpness",
        "RandomChoice | one-of",
        "OneOf | one-of",
        "Compose | sequence",
        "RandAugment | rand-augment",
        "TrivialAugmentWide | trivial-augment-wide",
        "FDA | fourier-domain-adaptation"
      })
  void namesOfOtherLibrariesAreKnown(String theirs, String ours) {
    assertThatThrownBy(() -> PolicyFile.read("steps: ['%s']".formatted(theirs), "p.yaml"))
        .hasMessageStartingWith(
            "Policy step 1 in p.yaml names the operation \"%s\"; did you mean \"%s\"? Known: "
                .formatted(theirs, ours));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rotate: {limit: 30} | key \"rotate.limit\" is unknown; did you mean \"degrees\"? Known",
        "rotate: {border_mode: wrap} | key \"rotate.border_mode\" is unknown; did you mean \"border\"? Known",
        "color-jitter: {brightness_limit: 0.2} | did you mean \"brightness\"? Known",
        "brightness: {brightness_limit: 0.2} | did you mean \"factor\"?",
        "affine: {scale_limit: 0.2} | did you mean \"scale\"? Known",
        "random-resized-crop: {scale: [0.1, 1]} | did you mean \"area\"? Known",
        "clahe: {clip_limit: 2} | did you mean \"clip-limit\"? Known",
        "jpeg-compression: {quality_range: [50, 90]} | did you mean \"quality\"?",
        "flip: {p: 0.5} | key \"flip.p\" is unknown; write probability beside the operation, not inside it",
        "invert: {probability: 0.5} | write probability beside the operation, not inside it",
        "{flip: {}, p: 0.5} | key \"p\" is unknown; did you mean \"probability\"? Known: probability",
        "{p: 0.5} | key \"p\" is unknown; did you mean \"probability\"? Known: probability",
        "{HorizontalFlip: {}, p: 0.5} | names the operation \"HorizontalFlip\"; did you mean \"flip\"?"
      })
  void soAreTheirParameters(String step, String message) {
    assertThatThrownBy(() -> PolicyFile.read("steps: [%s]".formatted(braced(step)), "p.yaml"))
        .hasMessageContaining(message);
  }

  private static String braced(String step) {
    return step.startsWith("{") ? step : "{" + step + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-of", "sequence"})
  void policiesThatAreNestedTooDeepAreRefused(String word) {
    assertThatThrownBy(() -> PolicyFile.read(nested(word, 400), "p.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            " in p.yaml is nested 17 deep but must be at most 16; write the steps one after the other");
    assertThat(PolicyFile.read(nested(word, 15), "p.yaml").steps()).hasSize(1);
  }

  private static String nested(String word, int depth) {
    return "{\"steps\": [%s\"flip\"%s]}"
        .formatted("{\"%s\": [".formatted(word).repeat(depth), "]}".repeat(depth));
  }

  @Test
  void everyWordExists() {
    var known = new TreeSet<>(Operations.words());
    known.addAll(AutomaticPolicies.WORDS);
    known.addAll(
        List.of(
            PolicyReader.ONE_OF,
            PolicyReader.SEQUENCE,
            PolicyReader.SOME_OF,
            PolicyReader.NUMBER,
            ParameterTree.PROBABILITY));
    for (var word : Operations.words()) {
      known.addAll(OperationCatalog.load().find(word).orElseThrow().parameters().keySet());
    }
    assertThat(known)
        .containsAll(ForeignNames.WORDS.values().stream().flatMap(List::stream).toList());
  }

  /** What can be imported is reported where it is written by hand. */
  @Test
  void everyTransformThatIsImportedIsKnown() {
    for (var name : AlbumentationsTable.names()) {
      var params = new AlbumentationsParams(JsonNodeFactory.instance.objectNode());
      var step = AlbumentationsTable.of(name).orElseThrow().step(params);
      assertThat(DidYouMean.among(name, Operations.words()))
          .as("%s is %s", name, step)
          .startsWith("did you mean \"");
    }
  }
}
