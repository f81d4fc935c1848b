package dev.variegate.generate.inpaint;

import dev.variegate.generate.Capability;
import dev.variegate.generate.ImageGenerator;
import dev.variegate.generate.ImageRequest;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.diffusion.ClassCondition;
import dev.variegate.generate.diffusion.Denoiser;
import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.generate.diffusion.DiffusionProcess;
import dev.variegate.generate.diffusion.NoisyImages;
import dev.variegate.generate.framing.Fit;
import dev.variegate.generate.framing.WholeImageFraming;
import dev.variegate.generate.inpaint.JumpSchedule.Move;
import dev.variegate.generate.schedule.Ddpm;
import dev.variegate.generate.schedule.SchedulerConfig;
import dev.variegate.image.Image;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.TensorRole.Channels;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.pixel.Composite;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Fills holes with a diffusion model, also one that was never trained to: what is known is put
 * back, with the noise of the moment, after each step, and jumps back into the noise let both parts
 * agree (Lugmayr et al., "RePaint: Inpainting using Denoising Diffusion Probabilistic Models",
 * 2022, algorithm 1).
 *
 * <p>The companion of a request is the mask, of the image's size: all but black is hole. The result
 * has the source's size, channels and sample type; outside the hole its very samples, and its alpha
 * everywhere. Nothing that was in the hole is looked at. Brightness stays as the known parts fix
 * it, also where the bundle asks for stretched levels.
 */
public final class RePaint implements ImageGenerator {

  private final DiffusionProcess diffusion;
  private final Settings settings;
  private final Ddpm scheduler;
  private final List<Move> moves;
  private final WholeImageFraming fit;

  /**
   * What is asked of the model.
   *
   * @param steps from noise to image, by ddpm's method, whichever the bundle names
   * @param jumpLength steps of one jump back, 1 or more
   * @param resamplings how often each stretch of the length of a jump is repeated, 1 for no jumps;
   *     the work is about steps times this
   * @param label the class asked for, by name or index; "" for none
   * @param guidanceScale see {@link DiffusionOptions}
   */
  public record Settings(
      int steps, int jumpLength, int resamplings, String label, double guidanceScale)
      implements Serializable {

    /** A compromise: the paper's jumps in a fifth of its steps. */
    public static final Settings DEFAULT = new Settings(50, 10, 10, "", 1);

    public Settings {
      if (jumpLength < 1 || resamplings < 1) {
        throw new IllegalArgumentException(
            "Jump length and resamplings are %d and %d but must be 1 or more; 10 and 10 are usual"
                .formatted(jumpLength, resamplings));
      }
    }
  }

  private RePaint(DiffusionProcess diffusion, Settings settings) {
    this.diffusion = diffusion;
    this.settings = settings;
    this.scheduler = diffusion.trained().ancestral(settings.steps());
    this.moves = JumpSchedule.of(settings.steps(), settings.jumpLength(), settings.resamplings());
    this.fit =
        new WholeImageFraming(
            diffusion.bundle().description().title(), diffusion.images().described(), Fit.AUTO);
  }

  /**
   * Opens a bundle of task {@code diffuse}; its network is shared with all others of this JVM.
   *
   * @throws UnsupportedOperationException if the model is not a diffusion model
   * @throws IllegalArgumentException if it cannot do what the settings ask
   */
  public static RePaint open(
      ModelBundle bundle, ComputeOptions compute, Settings settings, StepListener listener) {
    Capability.IMAGE_TO_IMAGE.requireOf(bundle.description());
    check(bundle, settings);
    var diffusion = DiffusionProcess.open(bundle, compute, listener);
    try {
      return new RePaint(diffusion, settings);
    } catch (RuntimeException e) {
      diffusion.close();
      throw e;
    }
  }

  private static void requireDenoising(SchedulerConfig trained, ModelDescription model) {
    if (trained.followsFlow()) {
      throw new IllegalArgumentException(
          "Model %s was trained by flow matching but must be a denoising diffusion model to inpaint by resampling; take another model"
              .formatted(model.title()));
    }
  }

  /**
   * Refuses settings that a bundle cannot fulfill, without opening its network.
   *
   * @throws IllegalArgumentException naming the setting and its rule
   */
  public static void check(ModelBundle bundle, Settings settings) {
    var model = bundle.description();
    requireDenoising(DiffusionProcess.trained(bundle), model);
    if (NoisyImages.areDecoded(model)) {
      throw new IllegalArgumentException(
          "Model %s denoises latents but must denoise images to inpaint by resampling; take another model"
              .formatted(model.title()));
    }
    var image = (Pixels) model.input(Pixels.class).orElseThrow().meaning();
    if (image.channels() == Channels.RGBA) {
      throw new IllegalArgumentException(
          "Model %s makes images with alpha but must make colors alone to inpaint by resampling; take another model"
              .formatted(model.title()));
    }
    Denoiser.requireVariances(model, DiffusionProcess.trained(bundle).ancestral(settings.steps()));
    ClassCondition.index(model, settings.label());
    NoisyImages.requireSize(model);
    ClassCondition.requireGuidance(model, settings.guidanceScale());
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
    var masks = new ArrayList<Image>();
    try {
      for (var request : requests) {
        masks.add(Inpainter.mask(request));
      }
      var made = diffusion.leaving(filled(requests, masks), requests.size());
      for (int i = 0; i < requests.size(); i++) {
        samples.add(finished(requests.get(i), masks.get(i), made, i));
      }
    } finally {
      masks.forEach(Image::close);
    }
  }

  private Sample finished(ImageRequest request, Image mask, float[] made, int row) {
    var source = request.image();
    try (var floats = diffusion.images().unstretched(made, row);
        var whole = fit.leaving(floats, source.size())) {
      return new Sample(Composite.intoHole(source, whole, mask), lineage(request, mask));
    }
  }

  /** Goes through all moves. */
  private double[] filled(List<ImageRequest> requests, List<Image> masks) {
    var known = KnownRegion.of(requests, masks, diffusion.images(), fit);
    var noise = diffusion.noise(requests.stream().map(ImageRequest::draw).toList());
    var conditions =
        diffusion.filling(
            Collections.nCopies(requests.size(), settings.label()),
            settings.guidanceScale(),
            requests.stream().map(ImageRequest::image).toList(),
            masks,
            Fit.AUTO);
    var x = noise.at(DiffusionProcess.START);
    int step = 0;
    for (int i = 0; i < moves.size(); i++) {
      int place = 2 * i + 1; // of two draws in each move
      if (moves.get(i) == Move.NOISE) {
        step--;
        x = scheduler.stepBack(x, noise.at(place), step);
      } else {
        var prediction =
            diffusion
                .denoiser()
                .predict(x, scheduler.timestep(step), conditions, scheduler.takesVariances());
        x = scheduler.denoised(x, prediction, () -> noise.at(place), step);
        int reached = ++step;
        known.putBack(x, seen -> scheduler.addNoise(seen, noise.at(place + 1), reached));
      }
      diffusion.listener().done(i + 1, moves.size());
    }
    return x;
  }

  private Lineage lineage(ImageRequest request, Image mask) {
    return LineageSteps.lineage(
        request,
        Lineage.INPAINT,
        step -> {
          step.put("method", "repaint");
          step.put("steps", settings.steps());
          step.put("jumpLength", settings.jumpLength());
          step.put("resamplings", settings.resamplings());
          step.put("guidanceScale", settings.guidanceScale());
          if (!settings.label().isEmpty()) {
            step.put("label", diffusion.labelName(settings.label()));
          }
          Inpainter.noteHole(step, mask);
        },
        diffusion.bundle());
  }

  @Override
  public void close() {
    diffusion.close();
  }
}
