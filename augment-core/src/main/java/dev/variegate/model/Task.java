package dev.variegate.model;

/** What a bundle's networks do together. */
public enum Task {
  /** Makes new pictures from a latent vector: the generator of a GAN, the decoder of a VAE. */
  SAMPLE(NetworkRole.GENERATOR),
  /** Scores a picture against the bundle's labels. */
  CLASSIFY(NetworkRole.CLASSIFIER),
  /** Redraws a picture in one fixed style or domain. */
  TRANSLATE(NetworkRole.TRANSLATOR),
  /** Redraws a picture in the style of any other. */
  STYLIZE(NetworkRole.DECODER),
  /** Enlarges a picture. */
  SUPER_RESOLVE(NetworkRole.UPSCALER),
  /** Fills a masked part of a picture. */
  INPAINT(NetworkRole.INPAINTER),
  /** Turns a picture into a latent tensor and back. */
  AUTOENCODE(NetworkRole.DECODER),
  /** Predicts the noise in a picture, step by step. */
  DIFFUSE(NetworkRole.DENOISER);

  private final NetworkRole main;

  Task(NetworkRole main) {
    this.main = main;
  }

  /** The network that makes the result, and the only one where the description names no roles. */
  public NetworkRole main() {
    return main;
  }
}
