package dev.variegate.mix;

import dev.variegate.form.Fusion;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.label.Labels;
import dev.variegate.label.PointMap;
import dev.variegate.op.DrawContext;
import dev.variegate.op.geometric.Crop;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.Resize;
import dev.variegate.pixel.Require;
import dev.variegate.random.Range;
import dev.variegate.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Puts instances of another image into an image, cut out along their polygons, or where there are
 * none along their boxes. They come with their labels; what they hide of the image's own instances
 * is dropped by the rules for labels. A partner without instances leaves the image as it is.
 *
 * <p>The partner is scaled to fit into the image and by a drawn factor more; the chosen instances
 * keep their places to each other, and the middle of them all lies anywhere. Source: Ghiasi et al.,
 * "Simple Copy-Paste", arXiv:2012.07177, section 3; instances are chosen one by one, and scaled
 * less.
 *
 * @param chosen chance of each instance to be taken, above 0 and up to 1; one is taken at least
 * @param scale factor within 0.05..4
 * @param mirror chance that what is taken is mirrored left to right, 0..1
 */
public record CopyPaste(double chosen, Range scale, double mirror) implements MixMethod {

  public CopyPaste {
    Range.fixed(chosen).requirePart("Copy-paste chosen (chance)");
    scale.requireWithin(0.05, 4, "Copy-paste scale");
    Require.fraction(mirror, "Copy-paste mirror (chance)");
  }

  /** Each instance by half, half to one and a half as large, mirrored by half. */
  public CopyPaste() {
    this(0.5, Range.of(0.5, 1.5), 0.5);
  }

  @Override
  public int partners() {
    return 1;
  }

  @Override
  public MixRecipe draw(RandomGenerator random, List<DrawContext> images) {
    var size = images.get(0).size();
    var partner = images.get(1);
    var instances = partner.labels().instances();
    var pieces = new ArrayList<>(List.of(MixPiece.whole(0)));
    if (!instances.isEmpty()) {
      var numbers = numbers(random, instances.size());
      var taken = Labels.together(numbers.stream().map(instances::get).toList());
      var cut = Cut.about(taken, partner.size());
      double fit =
          Math.min(
              (double) size.width() / partner.size().width(),
              (double) size.height() / partner.size().height());
      var recipe = cut.recipe(fit * scale.draw(random), random.nextDouble() < mirror);
      var after = recipe.sizeAfter(partner.size());
      int x = (int) Math.rint(random.nextDouble(size.width()) - after.width() / 2.0);
      int y = (int) Math.rint(random.nextDouble(size.height()) - after.height() / 2.0);
      var way = Fusion.points(Fusion.fuse(recipe.steps(), partner.size())).orElse(PointMap.STAY);
      var polygons = taken.regions().stream().map(polygon -> polygon.moved(way)).toList();
      pieces.add(new MixPiece(1, recipe, x, y).cutOut(numbers, polygons));
    }
    return new MixRecipe(size, pieces);
  }

  private List<Integer> numbers(RandomGenerator random, int instances) {
    int sure = random.nextInt(instances);
    return IntStream.range(0, instances)
        .filter(i -> random.nextDouble() < chosen || i == sure) // each draws its own number
        .boxed()
        .toList();
  }

  /** The whole pixels about what is taken. */
  private record Cut(int x, int y, int width, int height) {
    static Cut about(Labels taken, Size image) {
      var bounds = taken.bounds().orElseThrow();
      int left = inside(Math.floor(bounds[0]), image.width() - 1);
      int top = inside(Math.floor(bounds[1]), image.height() - 1);
      int right = inside(Math.ceil(bounds[2]), image.width());
      int bottom = inside(Math.ceil(bounds[3]), image.height());
      return new Cut(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private static int inside(double place, int most) {
      return (int) Math.max(0, Math.min(most, place));
    }

    Recipe recipe(double factor, boolean mirrored) {
      List<Step> steps = new ArrayList<>();
      steps.add(new Crop.At(x, y, width, height));
      if (mirrored) {
        steps.add(new Flip.At(Flip.Axis.HORIZONTAL));
      }
      int across = (int) Math.max(1, Math.rint(width * factor));
      int down = (int) Math.max(1, Math.rint(height * factor));
      steps.add(new Resize.At(across, down, CoverFit.interpolation(factor)));
      return new Recipe(steps);
    }
  }
}
