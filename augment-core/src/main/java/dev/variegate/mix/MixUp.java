package dev.variegate.mix;

import dev.variegate.op.DrawContext;
import dev.variegate.pixel.Dirichlet;
import dev.variegate.random.Range;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Blends an image with another one; the other is scaled and cut to cover the first one's size.
 *
 * <p>The fraction of the first is the larger of {@code b} and {@code 1 - b}, where {@code b} is
 * drawn from Beta(alpha, alpha). Boxes, polygons and points of both stay; masks, which cannot be
 * blended, are the first image's. Source: Zhang et al., "mixup: Beyond Empirical Risk
 * Minimization", arXiv:1710.09412, section 2; the larger fraction as in Berthelot et al.,
 * "MixMatch", arXiv:1905.02249, equation 9; shapes of both as in Zhang et al., arXiv:1902.04103,
 * section 3.1.
 *
 * @param alpha 0.01..100; the larger the stronger the blend
 */
public record MixUp(double alpha) implements MixMethod {

  public MixUp {
    Range.fixed(alpha).requireWithin(0.01, 100, "Mix-up alpha");
  }

  /**
   * Alpha 1: every fraction is as likely. The paper's 0.1 to 0.4 leave most copies nearly alone.
   */
  public MixUp() {
    this(1);
  }

  @Override
  public int partners() {
    return 1;
  }

  @Override
  public MixRecipe draw(RandomGenerator random, List<DrawContext> images) {
    double drawn = Dirichlet.beta(random, alpha);
    var size = images.get(0).size();
    var other = CoverFit.middle(images.get(1).size(), size);
    return new MixRecipe(
        size,
        List.of(
            MixPiece.whole(0),
            new MixPiece(1, other, 0, 0).seenThrough(Math.min(drawn, 1 - drawn))));
  }
}
