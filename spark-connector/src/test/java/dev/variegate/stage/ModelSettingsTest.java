package dev.variegate.stage;

import static dev.variegate.stage.ModelStages.filler;
import static dev.variegate.stage.ModelStages.imageToImage;
import static dev.variegate.stage.ModelStages.latent;
import static dev.variegate.stage.ModelStages.repainter;
import static dev.variegate.stage.ModelStages.same;
import static dev.variegate.stage.ModelStages.sampler;
import static dev.variegate.stage.ModelStages.translator;

import dev.variegate.testing.Denoisers;
import dev.variegate.testing.ImageModels;
import dev.variegate.testing.InpaintModels;
import dev.variegate.testing.TinyModels;
import org.junit.jupiter.api.Test;

/** Settings that ask a model for what it does not offer are refused before any job. */
class ModelSettingsTest extends ModelRuns {

  @Test
  void aClassThatTheModelDoesNotKnowIsReported() {
    refused(
        sampler(TinyModels.sampler(model)).setCounts("{\"7\": 2}"),
        "Unknown class \"7\" for model tiny-shapes 1.0.0; known: circle, cross, square");
    refused(
        translator(ImageModels.brightening(model)).setLabel("3"),
        "Unknown class \"3\" for model brightening 1; known: full, half, none");
    refused(
        imageToImage(Denoisers.tiny(model)).setLabel("3"),
        "Unknown class \"3\" for model tiny-diffusion 1.0.0; known: circle, cross, square");
    refused(
        repainter(model).setLabel("squares"),
        "Unknown class \"squares\" for model tiny-diffusion 1.0.0; did you mean \"square\"? Known: circle, cross, square");
    refused(
        latent(TinyModels.autoencoder(model)).setLabel("3"),
        "Label is \"3\" but model tiny-mirror 1.0.0 takes none; leave it out");
  }

  @Test
  void aFrameThatTheModelCannotTakeIsReported() {
    refused(
        filler(InpaintModels.halving(model)).setFit("native"),
        "Fit is \"native\" but model halving 1 takes images of 8x8 alone; choose auto, resize, pad or tile");
    refused(
        new StyleTransfer().setModel(same(model).toString()).setStylesPerImage(2),
        "Number of styles per image is 2 but must be 1 for models of fixed styles; take a model of task stylize to mix styles");
  }
}
