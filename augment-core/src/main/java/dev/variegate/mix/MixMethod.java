package dev.variegate.mix;

import dev.variegate.op.DrawContext;
import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A method that mixes several images into one. Holds ranges only, never a random source; safe to
 * share between threads and to send to executors.
 *
 * <p>In every one the first image, which the copy is named by, keeps the largest part, so that its
 * class may stay the copy's.
 */
public sealed interface MixMethod extends Serializable permits MixUp, CutMix, Mosaic, CopyPaste {

  /** How many other images it takes. */
  int partners();

  /**
   * Draws the numbers for these images. The only place where chance is used.
   *
   * @param images the image itself and then its partners
   */
  MixRecipe draw(RandomGenerator random, List<DrawContext> images);
}
