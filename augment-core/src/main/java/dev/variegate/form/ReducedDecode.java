package dev.variegate.form;

import dev.variegate.image.Interpolation;
import dev.variegate.image.ReducedGrid;
import dev.variegate.pixel.Homography;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Forms on an image that is decoded at a fraction of its scale. Where the first of them is an
 * affine map that shrinks, the detail that the decoder leaves out is detail that its result has no
 * pixels for.
 */
public final class ReducedDecode {

  private static final int[] SCALES = {8, 4, 2};

  /** A shrink by whole numbers is not lost to the rounding of doubles. */
  private static final double ROUNDING = 1e-9;

  /** From here on pixels between those that a warp reads are left out. */
  private static final double SKIPS = 2;

  private ReducedDecode() {}

  /**
   * The largest of the scales 8, 4 and 2 by which the first form shrinks at least, in every
   * direction; else 1. It is 1 as well where no pixels are blended, for {@link
   * Interpolation#NEAREST} and exact maps ask for samples as they are, and where {@link
   * Interpolation#AREA} could not average what is left to shrink.
   *
   * @param forms for the full image
   * @param grids the image at each scale
   */
  public static int scale(List<Form> forms, IntFunction<ReducedGrid> grids) {
    return first(forms).filter(first -> first.matrix().isAffine() && first.blends()).stream()
        .flatMapToInt(
            first -> IntStream.of(SCALES).filter(scale -> allows(first, grids.apply(scale))))
        .findFirst()
        .orElse(1);
  }

  private static boolean allows(Geometric first, ReducedGrid grid) {
    double left = first.matrix().inverse().leastStretch() / grid.scale();
    return left >= 1 - ROUNDING
        && (first.sampling().interpolation() != Interpolation.AREA
            || left < SKIPS
            || on(grid, first).isFeasible());
  }

  /**
   * The forms for the reduced image, with the same results in all but samples.
   *
   * @throws IllegalArgumentException if the first of them moves no pixels by a matrix
   */
  public static List<Form> forms(List<Form> forms, ReducedGrid grid) {
    var first =
        first(forms)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Steps do not begin with one that scales but must, to work on an image decoded at 1/%d of its scale; decode all of it"
                            .formatted(grid.scale())));
    var changed = new ArrayList<>(forms);
    changed.set(0, on(grid, first));
    return changed;
  }

  /** The same map from the reduced image. */
  private static Geometric on(ReducedGrid grid, Geometric form) {
    int scale = grid.scale();
    double middle = (scale - 1) / 2.0; // of a square, from the center of its first pixel
    var full = Homography.affine(scale, 0, middle + grid.left(), 0, scale, middle + grid.top());
    return new Geometric(grid.size(), full.then(form.matrix()), form.output(), form.sampling());
  }

  private static Optional<Geometric> first(List<Form> forms) {
    return forms.stream()
        .limit(1)
        .filter(Geometric.class::isInstance)
        .map(Geometric.class::cast)
        .findFirst();
  }
}
