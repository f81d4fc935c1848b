package dev.variegate.train.gan;

/** One kind of the changes that {@link DiffAugment} makes. */
public enum DiffAugmentation {
  /** Brightness by up to a quarter of the range, saturation by 0 to 2, contrast by 0.5 to 1.5. */
  COLOR,
  /** A shift by up to an eighth of each side; what comes in is medium gray. */
  TRANSLATION,
  /** Medium gray in a rectangle of half of each side, which may reach over the border. */
  CUTOUT
}
