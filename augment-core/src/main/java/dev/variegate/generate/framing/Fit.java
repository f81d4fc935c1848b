package dev.variegate.generate.framing;

import dev.variegate.base.KebabCase;

/**
 * How an image of any size goes through a network. The result always has the source's size times
 * the network's factor.
 */
public enum Fit {
  /**
   * As it is where its size fits. A network of free size takes it {@link #NATIVE}, or {@link #TILE}
   * where it has more pixels than the bundle's working size. A network of one size takes it {@link
   * #TILE}, if the image is at least as large on both sides; else {@link #RESIZE}. For
   * super-resolution, where a changed scale would spoil the result, {@link #PAD} if the image fits
   * inside, else {@link #TILE}.
   */
  AUTO,
  /** Scaled to the network's size, whatever its shape, and back. Cubic, without aliasing. */
  RESIZE,
  /**
   * Mirrored about its edges up to the network's size, and cut out again. Where it is larger, it is
   * first scaled down, keeping its shape, until it fits inside. For a network of free size: up to
   * the multiples and the minimum that it needs.
   */
  PAD,
  /**
   * Cut into tiles of the network's (or the bundle's working) size that overlap and are faded into
   * each other; mirrored about the edges on sides that are shorter than a tile.
   */
  TILE,
  /**
   * Whole, at its own size, by a network of free size; mirrored at the edges up to the multiples
   * that it needs, and cut out again. Runs alone, not in a batch.
   */
  NATIVE;

  /** As Params and messages write it. */
  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
