package dev.variegate.generate.sample;

import dev.variegate.generate.Capability;
import dev.variegate.generate.LineageSteps;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.diffusion.ClassCondition;
import dev.variegate.generate.diffusion.Denoiser;
import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.generate.diffusion.DiffusionProcess;
import dev.variegate.generate.diffusion.NoisyImages;
import dev.variegate.generate.schedule.Scheduler;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes new images with a diffusion model, from noise alone, of asked classes where the network
 * takes them (Ho et al., "Denoising Diffusion Probabilistic Models", 2020).
 *
 * <p>A request alone fixes its image, bit for bit: all noise is drawn by its key, and every run of
 * the network has the bundle's batch. A batch goes through all steps together.
 */
public final class DiffusionSampler implements Sampler {

  private final DiffusionProcess diffusion;
  private final DiffusionOptions options;

  private DiffusionSampler(DiffusionProcess diffusion, DiffusionOptions options) {
    this.diffusion = diffusion;
    this.options = options;
  }

  /**
   * Opens the sampler of a bundle of task {@code diffuse}; its network is shared with all others of
   * this JVM.
   *
   * @throws UnsupportedOperationException if the model is not a diffusion model
   * @throws IllegalArgumentException if it cannot do what the options ask
   */
  public static DiffusionSampler open(
      ModelBundle bundle, ComputeOptions compute, DiffusionOptions options, StepListener listener) {
    check(bundle, options);
    var diffusion = DiffusionProcess.open(bundle, compute, listener);
    try {
      return new DiffusionSampler(diffusion, options);
    } catch (RuntimeException e) {
      diffusion.close();
      throw e;
    }
  }

  /**
   * Refuses options that a bundle cannot fulfill, without opening its network.
   *
   * @throws UnsupportedOperationException if the model is not a diffusion model, or needs an image
   * @throws IllegalArgumentException naming the option and its rule
   */
  public static void check(ModelBundle bundle, DiffusionOptions options) {
    Capability.IMAGE_TO_IMAGE.requireOf(bundle.description());
    Capability.SAMPLE.requireOf(bundle.description());
    Denoiser.requireVariances(
        bundle.description(), options.scheduler(DiffusionProcess.trained(bundle)));
    NoisyImages.requireSize(bundle.description());
    ClassCondition.requireGuidance(bundle.description(), options.guidanceScale());
  }

  @Override
  public ModelDescription model() {
    return diffusion.bundle().description();
  }

  @Override
  public List<Sample> sample(List<SampleRequest> requests) {
    return sample(requests, options);
  }

  @Override
  public Sample replay(Lineage lineage) {
    SampleSteps.requireOf(diffusion.bundle(), lineage);
    var request = new SampleRequest(lineage.draw(), SampleSteps.label(lineage));
    return sample(List.of(request), DiffusionOptions.read(SampleSteps.step(lineage))).get(0);
  }

  private List<Sample> sample(List<SampleRequest> requests, DiffusionOptions asked) {
    requests.forEach(request -> ClassCondition.index(model(), request.label()));
    var scheduler = asked.scheduler(diffusion.trained());
    int batch = model().batch();
    var samples = new ArrayList<Sample>();
    try {
      for (int from = 0; from < requests.size(); from += batch) {
        int to = Math.min(requests.size(), from + batch);
        addBatch(requests.subList(from, to), asked, scheduler, samples);
      }
      return samples;
    } catch (RuntimeException | Error e) {
      samples.forEach(Sample::close);
      throw e;
    }
  }

  private void addBatch(
      List<SampleRequest> requests,
      DiffusionOptions asked,
      Scheduler scheduler,
      List<Sample> samples) {
    var noise = diffusion.noise(requests.stream().map(SampleRequest::draw).toList());
    var conditions =
        diffusion.making(
            requests.stream().map(SampleRequest::label).toList(), asked.guidanceScale());
    var start = noise.at(DiffusionProcess.START);
    for (int i = 0; i < start.length; i++) {
      start[i] *= scheduler.initialScale();
    }
    var made = diffusion.follow(scheduler, start, noise, conditions);
    var leaving = diffusion.leaving(made, requests.size());
    for (int i = 0; i < requests.size(); i++) {
      var lineage = lineage(requests.get(i), asked);
      samples.add(new Sample(diffusion.images().image(leaving, i), lineage));
    }
  }

  private Lineage lineage(SampleRequest request, DiffusionOptions asked) {
    return LineageSteps.lineage(
        request,
        step -> {
          SampleSteps.note(step, diffusion.labelName(request.label()));
          asked.write(step, diffusion.trained());
        },
        diffusion.bundle());
  }

  @Override
  public void close() {
    diffusion.close();
  }
}
