package dev.variegate.generate.diffusion;

import dev.variegate.generate.Capability;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.WholeImageFraming;
import dev.variegate.generate.schedule.Scheduler;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.NetworkRole;
import dev.variegate.pixel.NetworkColors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Redraws images with a diffusion model: noise is added up to a strength and taken away again, so
 * that the coarse stays and the fine is made again (Meng et al., "SDEdit: Guided Image Synthesis
 * and Editing with Stochastic Differential Equations", 2022).
 *
 * <p>The result has the source's size; 8-bit, with the channels that the network makes and the
 * alpha of the source, see {@link NetworkColors#AS_MADE}. Each copy of an image has other noise.
 */
public final class ImageToImageGenerator implements ImageGenerator {

  private final DiffusionProcess diffusion;
  private final Settings settings;
  private final Scheduler scheduler;
  private final WholeImageFraming fit;
  private final int channels;

  /**
   * What is asked of the model.
   *
   * @param options of the sampling; only the last part of its steps is run
   * @param strength fraction of the steps that is run, above 0 (hardly changed) to 1 (hardly
   *     anything left of the source)
   * @param label the class asked for, by name or index; "" for none
   * @param fit auto (as it is, or resized), resize or pad
   */
  public record Settings(DiffusionOptions options, double strength, String label, Fit fit)
      implements Serializable {

    public Settings {
      if (!(strength > 0 && strength <= 1)) {
        throw new IllegalArgumentException(
            "Strength is %s but must be above 0.0 and at most 1.0; 0.3 to 0.7 are usual"
                .formatted(strength));
      }
    }

    /** No class, and images resized where they do not fit. */
    public static Settings of(DiffusionOptions options, double strength) {
      return new Settings(options, strength, "", Fit.AUTO);
    }
  }

  private ImageToImageGenerator(DiffusionProcess diffusion, Settings settings) {
    var whole = settings.options().scheduler(diffusion.trained());
    this.diffusion = diffusion;
    this.settings = settings;
    this.scheduler = whole.tail((int) Math.max(1, Math.round(settings.strength() * whole.steps())));
    var images = diffusion.images();
    this.fit =
        new WholeImageFraming(
            diffusion.bundle().description().title(), images.described(), settings.fit());
    this.channels = images.channels();
  }

  /**
   * Opens a bundle of task {@code diffuse}; its network is shared with all others of this JVM.
   *
   * @throws UnsupportedOperationException if the model is not a diffusion model
   * @throws IllegalArgumentException if it cannot do what the settings ask
   */
  public static ImageToImageGenerator open(
      ModelBundle bundle, ComputeOptions compute, Settings settings, StepListener listener) {
    Capability.IMAGE_TO_IMAGE.requireOf(bundle.description());
    check(bundle, settings);
    var diffusion = DiffusionProcess.open(bundle, compute, listener);
    try {
      return new ImageToImageGenerator(diffusion, settings);
    } catch (RuntimeException e) {
      diffusion.close();
      throw e;
    }
  }

  /**
   * Refuses settings that a bundle cannot fulfill, without opening its network.
   *
   * @throws IllegalArgumentException naming the setting and its rule
   */
  public static void check(ModelBundle bundle, Settings settings) {
    var model = bundle.description();
    Denoiser.requireVariances(
        model, settings.options().scheduler(DiffusionProcess.trained(bundle)));
    if (NoisyImages.areDecoded(model) && !model.has(NetworkRole.ENCODER)) {
      throw new IllegalArgumentException(
          "Model %s has no encoder but must have one to start from an image; describe it, or sample new images"
              .formatted(model.title()));
    }
    new WholeImageFraming(model.title(), new NoisyImages(model).described(), settings.fit());
    ClassCondition.index(model, settings.label());
    ImageCondition.requireNoMask(model);
    NoisyImages.requireSize(model);
    ClassCondition.requireGuidance(model, settings.options().guidanceScale());
  }

  @Override
  public int batch() {
    return diffusion.denoiser().batch();
  }

  @Override
  public List<Sample> make(List<ImageRequest> requests) {
    var samples = new ArrayList<Sample>();
    try {
      for (int from = 0; from < requests.size(); from += batch()) {
        addBatch(requests.subList(from, Math.min(requests.size(), from + batch())), samples);
      }
      return samples;
    } catch (RuntimeException | Error e) {
      samples.forEach(Sample::close);
      throw e;
    }
  }

  private void addBatch(List<ImageRequest> requests, List<Sample> samples) {
    var noise = diffusion.noise(requests.stream().map(ImageRequest::draw).toList());
    var images = requests.stream().map(ImageRequest::image).toList();
    var clean =
        fit.entering(
            images.size(),
            i -> NetworkColors.entering(images.get(i), channels),
            diffusion::entering);
    var start = scheduler.addNoise(clean, noise.at(DiffusionProcess.START), 0);
    var labels = Collections.nCopies(images.size(), settings.label());
    var conditions =
        diffusion.redrawing(labels, settings.options().guidanceScale(), images, settings.fit());
    var made = diffusion.follow(scheduler, start, noise, conditions);
    var leaving = diffusion.leaving(made, requests.size());
    for (int i = 0; i < requests.size(); i++) {
      var source = requests.get(i).image();
      try (var floats = diffusion.images().floats(leaving, i);
          var whole = fit.leaving(floats, source.size())) {
        var lineage = lineage(requests.get(i));
        samples.add(new Sample(NetworkColors.AS_MADE.leaving(whole, source), lineage));
      }
    }
  }

  private Lineage lineage(ImageRequest request) {
    return LineageSteps.lineage(
        request,
        Lineage.IMAGE_TO_IMAGE,
        step -> {
          settings.options().write(step, diffusion.trained());
          step.put("strength", settings.strength());
          step.put("fit", settings.fit().toString());
          if (!settings.label().isEmpty()) {
            step.put("label", diffusion.labelName(settings.label()));
          }
        },
        diffusion.bundle());
  }

  @Override
  public void close() {
    diffusion.close();
  }
}
