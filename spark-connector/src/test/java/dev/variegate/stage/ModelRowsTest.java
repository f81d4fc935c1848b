package dev.variegate.stage;

import static dev.variegate.stage.ModelStages.classifier;
import static dev.variegate.stage.ModelStages.enlarger;
import static dev.variegate.stage.ModelStages.filler;
import static dev.variegate.stage.ModelStages.finder;
import static dev.variegate.stage.ModelStages.fresh;
import static dev.variegate.stage.ModelStages.imageToImage;
import static dev.variegate.stage.ModelStages.latent;
import static dev.variegate.stage.ModelStages.painter;
import static dev.variegate.stage.ModelStages.sampler;
import static dev.variegate.stage.ModelStages.translator;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.testing.ImageModels;
import dev.variegate.testing.InpaintModels;
import dev.variegate.testing.TinyModels;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images that a model cannot take, or makes no numbers of, are rows that cannot be used. */
class ModelRowsTest extends ModelRuns {

  private static final String FIX = "; fix it, or set handleInvalid to skip or keep";

  /** Each stage with a network that makes no numbers of black images, and its output's name. */
  static Stream<Arguments> stagesWithoutNumbers() {
    return Stream.of(
        Arguments.of(translator(BrokenModels.dividingTranslator(fresh())), "out"),
        Arguments.of(enlarger(BrokenModels.dividingUpscaler(fresh())), "out"),
        Arguments.of(filler(BrokenModels.dividingInpainter(fresh())), "filled"),
        Arguments.of(latent(BrokenModels.dividingEncoder(fresh())), "code"),
        Arguments.of(painter(BrokenModels.dividingStylizer(fresh())), "features"),
        Arguments.of(classifier(BrokenModels.dividingClassifier(fresh())), "scores"));
  }

  @ParameterizedTest
  @MethodSource("stagesWithoutNumbers")
  void anImageThatBecomesNoNumbersIsARowThatCannotBeUsed(Transformer stage, String output) {
    var name = stage instanceof ImageClassifier ? "" : "Row \"black\" cannot be used: ";
    assertThatThrownBy(() -> stage.transform(table()).collectAsList())
        .hasStackTraceContaining(name + "Output \"" + output + "\" of model ")
        .hasStackTraceContaining(
            " is NaN at element 0 but must be finite; its weights or its inputs are out of range"
                + FIX);
    invalid(stage, "skip");
    assertThat(keys(stage.transform(table()))).containsOnly("white");
    invalid(stage, "keep");
    var kept = stage.transform(table());
    assertThat(keys(kept.filter("error like 'Output \"" + output + "\" of model%is NaN%'")))
        .containsExactly("black");
    assertThat(keys(kept.filter("error is null"))).containsOnly("white");
  }

  @Test
  void aDiffusionModelOfNoNumbersRefusesItsRows() {
    var stage = imageToImage(BrokenModels.infiniteDenoiser(model)).setHandleInvalid("keep");
    var kept = stage.transform(table()).filter("error like 'Output \"noise\"%must be finite%'");
    assertThat(keys(kept)).containsExactlyInAnyOrder("black", "white");
  }

  @Test
  void aSearchForDirectionsNamesTheImageThatBecomesNoNumbers() {
    var search = finder(BrokenModels.dividingEncoder(model));
    assertThatThrownBy(() -> search.fit(table()))
        .hasStackTraceContaining(
            "Row \"black\" cannot be used: Output \"code\" of model tiny-mirror");
    var more = Images.table(List.of(Images.row("half", Images.png(3), "cross", "train")));
    var found = search.setHandleInvalid("skip").fit(table().union(more));
    assertThat(found.directions()).isEmpty(); // since what is left is all alike
  }

  @Test
  void aSampleThatBecomesNoNumbersIsNamed() {
    assertThatThrownBy(() -> sampler(TinyModels.infiniteSampler(model)).transform(table()).count())
        .hasStackTraceContaining(
            "Sample \"sample/circle/0\" cannot be made: Output \"image\" of model tiny-shapes 1.0.0 is ");
  }

  @Test
  void anImageBelowTheMinimumIsARowThatCannotBeUsed() {
    ImageModels.same(model, -1, ", minimum: 20");
    var stage = translator(model).setHandleInvalid("keep");
    assertThat(reason(stage.transform(table()), "white"))
        .isEqualTo(
            "Image is 8x8 but must be at least 20x20 for model same 1; leave it out, or choose the fit pad or resize");
  }

  @Test
  void aMaskOfAnotherSizeIsARowThatCannotBeUsed() {
    var masked = table().withColumn("mask", lit(Images.gray(4, 255)));
    var stage =
        filler(InpaintModels.halving(model)).setHoleMaskCol("mask").setHandleInvalid("keep");
    assertThat(reason(stage.transform(masked), "white"))
        .isEqualTo("Mask is 4x4 but must be 8x8, the size of its image; resize one of them");
  }

  @Test
  void lackingMemoryEndsTheJobWithAdviceWhateverBecomesOfBadRows() {
    var stage = translator(BrokenModels.hungryTranslator(model)).setHandleInvalid("skip");
    assertThatThrownBy(() -> stage.transform(table()).count())
        .hasStackTraceContaining("Model same 1 ran out of memory with batch 4: ")
        .hasStackTraceContaining(
            "; lower \"batch\" in model.yaml or the size of the images, run fewer tasks at once (spark.executor.cores), or give executors more memory outside of the heap (spark.executor.memoryOverhead)");
  }

  private static void invalid(Transformer stage, String what) {
    ((HasDecoding<?>) stage).setHandleInvalid(what);
  }

  private static List<String> keys(Dataset<Row> table) {
    return table.select("key").collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static String reason(Dataset<Row> table, String key) {
    return table.filter("key = '" + key + "' and error is not null").first().getAs("error");
  }
}
