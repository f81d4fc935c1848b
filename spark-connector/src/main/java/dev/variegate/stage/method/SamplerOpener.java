package dev.variegate.stage.method;

import dev.variegate.generate.diffusion.DiffusionOptions;
import dev.variegate.generate.latent.LatentEdit;
import dev.variegate.generate.sample.DiffusionSampler;
import dev.variegate.generate.sample.LatentDraw;
import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.generate.sample.Sampler;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import java.io.Serializable;
import java.util.OptionalDouble;

/** Opens what makes new images with a bundle, in the task that uses it. */
public sealed interface SamplerOpener extends Serializable {

  /** By the task of the bundle, as it states. */
  SamplerOpener DEFAULT = new Usual();

  Sampler open(ModelBundle bundle, ComputeOptions compute);

  /**
   * Refuses a bundle that cannot be opened so, on the driver.
   *
   * @throws UnsupportedOperationException if the model can do something else only
   * @throws IllegalArgumentException if it cannot do what is asked
   */
  void require(ModelBundle bundle);

  /** As the bundle states. */
  record Usual() implements SamplerOpener {
    @Override
    public Sampler open(ModelBundle bundle, ComputeOptions compute) {
      return Sampler.open(bundle, compute);
    }

    @Override
    public void require(ModelBundle bundle) {
      Sampler.requireUse(bundle);
    }
  }

  /**
   * Draws latents in its own way.
   *
   * @param truncation not a number stands for what the bundle states, since an optional one is not
   *     serializable
   */
  record Drawing(double truncation, LatentEdit edit) implements SamplerOpener {
    @Override
    public Sampler open(ModelBundle bundle, ComputeOptions compute) {
      return LatentSampler.open(bundle, compute, draw());
    }

    @Override
    public void require(ModelBundle bundle) {
      LatentSampler.requireUse(bundle, draw());
    }

    private LatentDraw draw() {
      return new LatentDraw(
          Double.isNaN(truncation) ? OptionalDouble.empty() : OptionalDouble.of(truncation), edit);
    }
  }

  /**
   * Follows a scheduler of its own.
   *
   * @param name what the log calls the model
   */
  record Following(DiffusionOptions options, String name) implements SamplerOpener {
    @Override
    public Sampler open(ModelBundle bundle, ComputeOptions compute) {
      return DiffusionSampler.open(bundle, compute, options, new LoggedSteps(name));
    }

    @Override
    public void require(ModelBundle bundle) {
      DiffusionSampler.check(bundle, options);
    }
  }
}
