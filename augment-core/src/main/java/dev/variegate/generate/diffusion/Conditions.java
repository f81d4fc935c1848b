package dev.variegate.generate.diffusion;

import dev.variegate.model.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * What a full batch is denoised toward: what the denoiser is given beside the noisy samples and the
 * timestep, by the names of its inputs.
 *
 * @param unconditional the same without a class, where guidance asks for it
 * @param guidanceScale see {@link DiffusionOptions}
 * @param images that there are; further rows fill the batch up
 */
public record Conditions(
    Map<String, Tensor> asked,
    Optional<Map<String, Tensor>> unconditional,
    double guidanceScale,
    int images) {

  public Conditions {
    asked = Map.copyOf(asked);
    unconditional = unconditional.map(Map::copyOf);
  }
}
