package dev.variegate.stage;

import static dev.variegate.stage.ModelStages.balancer;
import static dev.variegate.stage.ModelStages.classifier;
import static dev.variegate.stage.ModelStages.enlarger;
import static dev.variegate.stage.ModelStages.filler;
import static dev.variegate.stage.ModelStages.finder;
import static dev.variegate.stage.ModelStages.imageToImage;
import static dev.variegate.stage.ModelStages.latent;
import static dev.variegate.stage.ModelStages.painter;
import static dev.variegate.stage.ModelStages.renamed;
import static dev.variegate.stage.ModelStages.repainter;
import static dev.variegate.stage.ModelStages.same;
import static dev.variegate.stage.ModelStages.sampler;
import static dev.variegate.stage.ModelStages.translator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.model.BadModelException;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.ImageModels;
import dev.variegate.testing.InpaintModels;
import dev.variegate.testing.Jobs;
import dev.variegate.testing.StyleModels;
import dev.variegate.testing.TinyModels;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Descriptions that are not of their network are refused on the driver, before any job. */
class ModelDescriptionTest extends ModelRuns {

  /** Each stage that opens a network, with a description that gives one tensor another name. */
  static Stream<Arguments> stagesOfOtherNames() {
    return Stream.of(
        Arguments.of(sampler(renamed(TinyModels::sampler, "name: label")), "input", "label"),
        Arguments.of(translator(renamed(ModelStages::same, "name: in")), "input", "in"),
        Arguments.of(enlarger(renamed(ModelStages::doubling, "name: out")), "output", "out"),
        Arguments.of(filler(renamed(InpaintModels::halving, "name: hole")), "input", "hole"),
        Arguments.of(repainter(renamed(Denoisers::tiny, "name: noise")), "output", "noise"),
        Arguments.of(imageToImage(renamed(Denoisers::tiny, "name: label")), "input", "label"),
        Arguments.of(painter(renamed(StyleModels::stylizer, "name: alpha")), "input", "alpha"),
        Arguments.of(latent(renamed(TinyModels::autoencoder, "name: image")), "input", "image"),
        Arguments.of(finder(renamed(TinyModels::autoencoder, "name: image")), "input", "image"),
        Arguments.of(
            classifier(renamed(TinyModels::classifier, "name: scores")), "output", "scores"),
        Arguments.of(balancer(renamed(TinyModels::sampler, "name: z")), "input", "z"));
  }

  @ParameterizedTest
  @MethodSource("stagesOfOtherNames")
  void aTensorOfAnotherNameIsReportedByEveryStageBeforeAnyJob(
      PipelineStage stage, String side, String name) {
    var jobs =
        Jobs.during(
            () ->
                assertThatThrownBy(() -> run(stage))
                    .isInstanceOf(BadModelException.class)
                    .hasMessageMatching(
                        "model.yaml of model .* describes the %s \"%s_\" but the network has .*\"%s\" \\(.*; .*\\bKnown: .*"
                            .formatted(side, name, name)));
    assertThat(jobs).isZero();
  }

  @Test
  void aModelThatIsAsDescribedRunsItsJob() {
    assertThat(Jobs.during(() -> translator(same(model)).transform(table()).count())).isPositive();
  }

  @Test
  void aTensorOfAnotherNameIsReportedWithBothSides() {
    BrokenModels.edited(TinyModels.sampler(model), "name: label", "name: labels");
    refused(
        sampler(model),
        "model.yaml of model tiny-shapes 1.0.0 describes the input \"labels\" but the network has \"label\" (int64 [-1]), \"z\" (float32 [-1, 4]); did you mean \"label\"? Known: label, z");
  }

  @Test
  void aTensorOfAnotherRankOrTypeIsReportedWithBothSides() {
    BrokenModels.edited(TinyModels.sampler(model), "shape: [-1, 4]", "shape: [-1, 4, 1, 1]");
    refused(
        sampler(model),
        "model.yaml of model tiny-shapes 1.0.0 describes the input \"z\" as float32 [-1, 4, 1, 1] with batch 4 but the network says float32 [-1, 4]; correct model.yaml");
    BrokenModels.edited(Denoisers.tiny(model), "type: int64", "type: float32");
    refused(
        imageToImage(model),
        "model.yaml of model tiny-diffusion 1.0.0 describes the input \"t\" as float32 [-1] with batch 4 but the network says int64 [-1]; correct model.yaml");
  }

  @Test
  void anInputThatIsNotDescribedIsReported() {
    BrokenModels.edited(
        ImageModels.brightening(model),
        "  - {name: amount, meaning: strength, type: float32, shape: [-1]}\n",
        "");
    refused(
        translator(model).setLabel("full"),
        "The network of model brightening 1 has the input \"amount\" (float32 [-1]) but model.yaml describes only [in, class]; describe it");
  }
}
