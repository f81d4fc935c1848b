package dev.variegate.generate;

import dev.variegate.generate.schedule.Scheduler;
import dev.variegate.image.Image;
import dev.variegate.model.Compute;
import dev.variegate.model.Meaning.Pixels;
import dev.variegate.model.ModelBundle;
import dev.variegate.op.Colouring;
import dev.variegate.policy.Lineage;
import dev.variegate.policy.Sample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Redraws pictures with a diffusion model: noise is added up to a strength and taken away again, so
 * that the coarse stays and the fine is made anew (Meng et al., "SDEdit: Guided Image Synthesis and
 * Editing with Stochastic Differential Equations", 2022).
 *
 * <p>The result has the source's size; 8-bit, with the channels that the network makes and the
 * alpha of the source, see {@link Colouring#AS_MADE}. Each copy of a picture has other noise.
 */
public final class DiffusionRedraw implements PictureGenerator {

  private final Diffusion diffusion;
  private final Settings settings;
  private final Scheduler scheduler;
  private final WholeFit fit;
  private final int channels;

  /**
   * What is asked of the model.
   *
   * @param options of the way from noise to picture; of its steps, only the last share is gone
   * @param strength that share, above 0 (hardly changed) to 1 (hardly anything left of the source)
   * @param label the class asked for, by name or index; "" for none
   * @param fit auto (as it is, or resized), resize or pad
   */
  public record Settings(DiffusionOptions options, double strength, String label, Fit fit)
      implements Serializable {

    public Settings {
      if (!(strength > 0 && strength <= 1)) {
        throw new IllegalArgumentException(
            "Strength is %s, must be above 0.0 and at most 1.0; 0.3 to 0.7 are usual"
                .formatted(strength));
      }
    }

    /** No class, and pictures resized where they do not fit. */
    public static Settings of(DiffusionOptions options, double strength) {
      return new Settings(options, strength, "", Fit.AUTO);
    }
  }

  private DiffusionRedraw(Diffusion diffusion, Settings settings) {
    var whole = settings.options().scheduler(diffusion.trained());
    this.diffusion = diffusion;
    this.settings = settings;
    this.scheduler = whole.tail((int) Math.max(1, Math.round(settings.strength() * whole.steps())));
    var pictures = diffusion.pictures();
    this.fit =
        new WholeFit(
            diffusion.bundle().description().title(), pictures.described(), settings.fit());
    this.channels = pictures.channels();
  }

  /**
   * Opens a bundle of task {@code diffuse}; its network is shared with all others of this JVM.
   *
   * @throws UnsupportedOperationException if the model is no diffusion model
   * @throws IllegalArgumentException if it cannot do what the settings ask
   */
  public static DiffusionRedraw open(
      ModelBundle bundle, Compute compute, Settings settings, StepListener listener) {
    Capability.REDRAW.requireOf(bundle.description());
    check(bundle, settings);
    var diffusion = Diffusion.open(bundle, compute, listener);
    try {
      return new DiffusionRedraw(diffusion, settings);
    } catch (RuntimeException e) {
      diffusion.close();
      throw e;
    }
  }

  /**
   * Refuses settings that a bundle cannot fulfil, without opening its network.
   *
   * @throws IllegalArgumentException naming the setting and its rule
   */
  public static void check(ModelBundle bundle, Settings settings) {
    var model = bundle.description();
    settings.options().scheduler(Diffusion.trained(bundle));
    new WholeFit(model.title(), model.input(Pixels.class).orElseThrow(), settings.fit());
    Denoiser.index(model, settings.label());
    NoisyPictures.requireSize(model);
    Denoiser.requireGuidance(model, settings.options().guidanceScale());
  }

  @Override
  public int batch() {
    return diffusion.denoiser().batch();
  }

  @Override
  public List<Sample> make(List<PictureRequest> requests) {
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

  private void addBatch(List<PictureRequest> requests, List<Sample> samples) {
    var noise = diffusion.noise(requests.stream().map(PictureRequest::draw).toList());
    var labels = Collections.nCopies(requests.size(), settings.label());
    var start = scheduler.addNoise(clean(requests), noise.at(Diffusion.START), 0);
    var made =
        diffusion.follow(
            scheduler, start, noise, diffusion.classes(labels), settings.options().guidanceScale());
    for (int i = 0; i < requests.size(); i++) {
      var source = requests.get(i).picture();
      try (var floats = diffusion.pictures().floats(made, i);
          var whole = fit.leaving(floats, source.size())) {
        var lineage = lineage(requests.get(i));
        samples.add(new Sample(Colouring.AS_MADE.leaving(whole, source), lineage));
      }
    }
  }

  private float[] clean(List<PictureRequest> requests) {
    var entering = new ArrayList<Image>();
    try {
      for (var request : requests) {
        try (var coloured = Colouring.entering(request.picture(), channels)) {
          entering.add(fit.entering(coloured));
        }
      }
      return diffusion.pictures().samples(entering);
    } finally {
      entering.forEach(Image::close);
    }
  }

  private Lineage lineage(PictureRequest request) {
    return LineageSteps.lineage(
        request,
        Lineage.DIFFUSE,
        step -> {
          settings.options().write(step, diffusion.trained());
          step.put("strength", settings.strength());
          step.put("fit", settings.fit().toString());
          if (!settings.label().isEmpty()) {
            step.put("label", diffusion.denoiser().labelName(settings.label()));
          }
        },
        diffusion.bundle());
  }

  @Override
  public void close() {
    diffusion.close();
  }
}
