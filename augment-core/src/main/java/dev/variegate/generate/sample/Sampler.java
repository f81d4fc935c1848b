package dev.variegate.generate.sample;

import dev.variegate.generate.Capability;
import dev.variegate.generate.Generator;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.StepListener;
import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.lineage.Lineage;
import dev.variegate.lineage.Sample;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.Task;
import java.util.List;

/**
 * Makes new images from random numbers.
 *
 * <p>A request alone fixes its image, bit for bit: neither its neighbors nor the cut into lists
 * change it. Images are 8-bit, gray or RGB.
 */
public interface Sampler extends Generator {

  /**
   * Opens the sampler of a bundle by its task; networks are shared with all others of this JVM.
   *
   * @throws UnsupportedOperationException if the model makes no new images
   */
  static Sampler open(ModelBundle bundle, ComputeOptions compute) {
    return switch (bundle.description().task()) {
      case DIFFUSE ->
          DiffusionSampler.open(bundle, compute, DiffusionOptions.DEFAULT, StepListener.NONE);
      case AUTOREGRESS -> AutoregressiveSampler.open(bundle, compute);
      default -> LatentSampler.open(bundle, compute);
    };
  }

  /**
   * Refuses what {@link #open} would, without opening a network.
   *
   * @throws UnsupportedOperationException if the model makes no new images
   */
  static void requireUse(ModelBundle bundle) {
    Capability.SAMPLE.requireOf(bundle.description());
    if (bundle.description().task() == Task.DIFFUSE) {
      DiffusionSampler.check(bundle, DiffusionOptions.DEFAULT);
    }
  }

  /**
   * One image for each request, in order; the caller closes them. Networks run in batches of {@code
   * model().batch()}, so a multiple of it wastes nothing.
   *
   * @throws IllegalArgumentException if a class is unknown, or named where the model takes none, or
   *     not named where it takes one, before anything is computed
   */
  List<Sample> sample(List<SampleRequest> requests);

  /**
   * Makes the image of a lineage again; the same bits on the same software.
   *
   * @throws IllegalArgumentException if the lineage is not of a sample, or of another model
   */
  Sample replay(Lineage lineage);
}
