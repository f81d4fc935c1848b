package dev.variegate.model;

import dev.variegate.base.KebabCase;

/** What one network of a bundle is for. */
public enum NetworkRole {
  /** Latent vector, and perhaps a label, to picture. */
  GENERATOR,
  /** Picture to latent tensor or to features. */
  ENCODER,
  /** Latent tensor or features to picture. */
  DECODER,
  /** Picture to scores. */
  CLASSIFIER,
  /** Picture to picture of the same size. */
  TRANSLATOR,
  /** Picture to larger picture. */
  UPSCALER,
  /** Picture and mask to picture. */
  INPAINTER,
  /** Noisy picture and timestep to what the scheduler wants to know. */
  DENOISER;

  /** As the description writes it. */
  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
