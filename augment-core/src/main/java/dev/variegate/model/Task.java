package dev.variegate.model;

/** What a bundle's network does. */
public enum Task {
  /** Makes new pictures from a latent vector. */
  SAMPLE,
  /** Scores a picture against the bundle's labels. */
  CLASSIFY
}
