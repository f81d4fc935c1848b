package dev.variegate.model;

/** What a bundle's networks do together. */
public enum Task {
  /** Makes new pictures from a latent vector: the generator of a GAN, the decoder of a VAE. */
  SAMPLE(Role.GENERATOR),
  /** Scores a picture against the bundle's labels. */
  CLASSIFY(Role.CLASSIFIER),
  /** Redraws a picture in one fixed style or domain. */
  TRANSLATE(Role.TRANSLATOR),
  /** Redraws a picture in the style of any other. */
  STYLIZE(Role.DECODER),
  /** Enlarges a picture. */
  SUPER_RESOLVE(Role.UPSCALER),
  /** Fills a masked part of a picture. */
  INPAINT(Role.INPAINTER),
  /** Turns a picture into a latent tensor and back. */
  AUTOENCODE(Role.DECODER),
  /** Predicts the noise in a picture, step by step. */
  DIFFUSE(Role.DENOISER);

  private final Role main;

  Task(Role main) {
    this.main = main;
  }

  /** The network that makes the result, and the only one where the description names no roles. */
  public Role main() {
    return main;
  }
}
