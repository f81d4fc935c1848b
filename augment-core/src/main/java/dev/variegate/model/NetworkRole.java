package dev.variegate.model;

import dev.variegate.base.KebabCase;

/** What one network of a bundle is for. */
public enum NetworkRole {
  /** Latent vector, and perhaps a label, to image. */
  GENERATOR,
  /** Image to latent tensor or to features. */
  ENCODER,
  /** Latent tensor or features to image. */
  DECODER,
  /** Image to scores. */
  CLASSIFIER,
  /** Features to one number. */
  SCORER,
  /** Image to the class of each pixel. */
  SEGMENTER,
  /** Image to image, mostly of the same size. */
  TRANSLATOR,
  /** Image to larger image. */
  UPSCALER,
  /** Image and mask to image. */
  INPAINTER,
  /** Class to the embedding that a denoiser is conditioned on. */
  EMBEDDER,
  /** Noisy image and timestep to what the scheduler wants to know. */
  DENOISER,
  /** Image to the distribution of each of its pixels, given those before it. */
  PREDICTOR,
  /** A row, and the state of those above it, to what they say of the next row. */
  ROW_ENCODER,
  /** What is said of a pixel, and the state of those around it, to its distribution. */
  PIXEL_PREDICTOR;

  /** Whether what the network makes lies over the image that it is given, pixel by pixel. */
  public boolean isPixelAligned() {
    return this == SEGMENTER || this == TRANSLATOR || this == UPSCALER || this == INPAINTER;
  }

  /** As the description writes it. */
  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
