package dev.variegate.mix;

import dev.variegate.form.Step;
import dev.variegate.op.DrawContext;
import dev.variegate.op.geometric.Crop;
import dev.variegate.pixel.Dirichlet;
import dev.variegate.random.Range;
import dev.variegate.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Puts a rectangle of another image into an image, at the same place; the other is scaled and cut
 * to cover the first one's size.
 *
 * <p>The rectangle has the image's ratio of sides and at most half its area: {@code 1 - s}, where
 * {@code s} is the larger of {@code b} and {@code 1 - b} and {@code b} is drawn from Beta(alpha,
 * alpha). Its middle lies anywhere; what reaches beyond is cut off; an image of one pixel stays as
 * it is. Source: Yun et al., "CutMix", arXiv:1905.04899, section 3.1.
 *
 * @param alpha 0.01..100
 */
public record CutMix(double alpha) implements MixMethod {

  public CutMix {
    Range.fixed(alpha).requireWithin(0.01, 100, "Cut-mix alpha");
  }

  /** Alpha 1: every area is as likely, as in the paper. */
  public CutMix() {
    this(1);
  }

  @Override
  public int partners() {
    return 1;
  }

  @Override
  public MixRecipe draw(RandomGenerator random, List<DrawContext> images) {
    double drawn = Dirichlet.beta(random, alpha);
    double side = Math.sqrt(Math.min(drawn, 1 - drawn));
    var size = images.get(0).size();
    var across = Side.draw(random, size.width(), side);
    var down =
        Side.draw(random, size.height(), side).within(size.pixels() / (2L * across.length()));
    if (down.length() == 0) {
      return new MixRecipe(size, List.of(MixPiece.whole(0)));
    }
    List<Step> steps = new ArrayList<>(CoverFit.middle(images.get(1).size(), size).steps());
    steps.add(new Crop.At(across.from(), down.from(), across.length(), down.length()));
    return new MixRecipe(
        size,
        List.of(MixPiece.whole(0), new MixPiece(1, new Recipe(steps), across.from(), down.from())));
  }

  /** What the rectangle takes of one side, in pixels. */
  private record Side(int from, int length) {
    static Side draw(RandomGenerator random, int side, double fraction) {
      double middle = random.nextDouble(side);
      int from = (int) Math.max(0, Math.rint(middle - fraction * side / 2));
      int to = (int) Math.min(side, Math.rint(middle + fraction * side / 2));
      int first = Math.min(from, side - 1);
      return new Side(first, Math.max(1, to - first));
    }

    /** As much of it as leaves the first image half: rounding may have made it longer. */
    Side within(long most) {
      return new Side(from, (int) Math.min(length, most));
    }
  }
}
