package dev.variegate.model;

/** What a bundle's networks do together. */
public enum Task {
  /** Makes new images from a latent vector: the generator of a GAN, the decoder of a VAE. */
  SAMPLE(NetworkRole.GENERATOR),
  /** Scores an image against the bundle's labels. */
  CLASSIFY(NetworkRole.CLASSIFIER),
  /** Scores the features of an image with one number, as a small head does. */
  SCORE(NetworkRole.SCORER),
  /** Says which of the bundle's labels each pixel of an image belongs to. */
  SEGMENT(NetworkRole.SEGMENTER),
  /** Redraws an image in one fixed style or domain. */
  TRANSLATE(NetworkRole.TRANSLATOR),
  /** Redraws an image in the style of any other. */
  STYLIZE(NetworkRole.DECODER),
  /** Enlarges an image. */
  SUPER_RESOLVE(NetworkRole.UPSCALER),
  /** Fills a masked part of an image. */
  INPAINT(NetworkRole.INPAINTER),
  /** Turns an image into a latent tensor and back. */
  AUTOENCODE(NetworkRole.DECODER),
  /** Predicts the noise in an image, step by step. */
  DIFFUSE(NetworkRole.DENOISER),
  /**
   * Predicts each pixel of an image from those before it, so that images are drawn pixel by pixel.
   */
  AUTOREGRESS(NetworkRole.PREDICTOR);

  private final NetworkRole main;

  Task(NetworkRole main) {
    this.main = main;
  }

  /** The network that makes the result, and the only one where the description names no roles. */
  public NetworkRole main() {
    return main;
  }
}
