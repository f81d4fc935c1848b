package dev.variegate.stage;

import dev.variegate.generate.Sampler;
import dev.variegate.model.Compute;
import dev.variegate.model.ModelBundle;
import java.io.Serializable;

/** Opens what makes new pictures with a bundle, in the task that uses it. */
@FunctionalInterface
interface SamplerOpener extends Serializable {

  /** By the task of the bundle, as it states. */
  SamplerOpener USUAL = Sampler::open;

  Sampler open(ModelBundle bundle, Compute compute);
}
