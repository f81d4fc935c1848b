package dev.variegate.mix;

import dev.variegate.image.Size;
import dev.variegate.op.DrawContext;
import dev.variegate.pixel.Require;
import dev.variegate.random.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Puts four images into the four fields about a drawn point. Each is scaled and cut to cover its
 * field, with the cut at a drawn place, so that objects are seen smaller and in new surroundings.
 *
 * <p>The first image gets the largest field. Source: Bochkovskiy et al., "YOLOv4",
 * arXiv:2004.10934, section 3.3.
 *
 * @param width of the result, 2..65535 pixels, or 0: as the first image
 * @param height of the result, 2..65535 pixels, or 0: as the first image
 * @param center fraction of each side at which the fields meet, within 0.1..0.9
 */
public record Mosaic(int width, int height, Range center) implements MixMethod {

  private static final int FIELDS = 4;

  public Mosaic {
    requireSide(width, "Mosaic width");
    requireSide(height, "Mosaic height");
    center.requireWithin(0.1, 0.9, "Mosaic center (fraction of a side)");
  }

  /** As large as the first image, the fields meeting between 0.3 and 0.7. */
  public Mosaic() {
    this(0, 0, Range.of(0.3, 0.7));
  }

  private static void requireSide(int side, String what) {
    if (side != 0) {
      Require.side(side, what);
    }
  }

  @Override
  public int partners() {
    return FIELDS - 1;
  }

  @Override
  public MixRecipe draw(RandomGenerator random, List<DrawContext> images) {
    var own = images.get(0).size();
    var size = new Size(width == 0 ? own.width() : width, height == 0 ? own.height() : height);
    if (size.width() < 2 || size.height() < 2) {
      throw new IllegalArgumentException(
          "Mosaic of an image of %s has no room for four fields but must be 2x2 at least; set width and height"
              .formatted(size));
    }
    int x = meeting(random, size.width());
    int y = meeting(random, size.height());
    var fields =
        new ArrayList<>(
            List.of(
                new Field(0, 0, x, y),
                new Field(x, 0, size.width() - x, y),
                new Field(0, y, x, size.height() - y),
                new Field(x, y, size.width() - x, size.height() - y)));
    fields.sort(Comparator.comparingLong(Field::area).reversed()); // a stable sort
    var pieces = new ArrayList<MixPiece>();
    for (int i = 0; i < FIELDS; i++) {
      var field = fields.get(i);
      var recipe =
          CoverFit.at(
              images.get(i).size(),
              new Size(field.width(), field.height()),
              random.nextDouble(),
              random.nextDouble());
      pieces.add(new MixPiece(i, recipe, field.x(), field.y()));
    }
    return new MixRecipe(size, pieces);
  }

  private int meeting(RandomGenerator random, int side) {
    return (int) Math.max(1, Math.min(side - 1, Math.rint(center.draw(random) * side)));
  }

  private record Field(int x, int y, int width, int height) {
    long area() {
      return (long) width * height;
    }
  }
}
