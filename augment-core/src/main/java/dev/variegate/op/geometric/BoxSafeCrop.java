package dev.variegate.op.geometric;

import dev.variegate.form.Form;
import dev.variegate.form.Step;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.DrawContext;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;

/**
 * Crops a random window that keeps every box, polygon and point whole; the result has the window's
 * size. If there are none, the window may be anywhere. Follow it with resize if you need a fixed
 * size.
 *
 * <p>The window's length along each side is drawn uniformly from the smallest that holds all
 * shapes, then its position among those that hold them. Reference: Albumentations {@code
 * BBoxSafeRandomCrop}.
 *
 * @param minFraction minimum fraction of each side that the window covers, above 0 and up to 1
 */
public record BoxSafeCrop(double minFraction) implements Augmentation {

  public BoxSafeCrop {
    Range.fixed(minFraction).requirePart("Box-safe-crop min-fraction");
  }

  /** Three tenths of each side or more. */
  public BoxSafeCrop() {
    this(0.3);
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return draw(random, DrawContext.of(size));
  }

  @Override
  public Step draw(RandomGenerator random, DrawContext subject) {
    var size = subject.size();
    var shapes = subject.labels().bounds();
    var across =
        Part.draw(
            random,
            size.width(),
            minFraction,
            shapes.map(bounds -> bounds[0]).orElse(Double.NaN),
            shapes.map(bounds -> bounds[2]).orElse(Double.NaN));
    var down =
        Part.draw(
            random,
            size.height(),
            minFraction,
            shapes.map(bounds -> bounds[1]).orElse(Double.NaN),
            shapes.map(bounds -> bounds[3]).orElse(Double.NaN));
    return new At(across.start(), down.start(), across.length(), down.length());
  }

  /** What is kept of one side. */
  private record Part(int start, int length) {

    /**
     * @param first where shapes begin, in pixels; no number if there are none
     * @param last where they end
     */
    static Part draw(
        RandomGenerator random, int side, double minFraction, double first, double last) {
      int from = Double.isNaN(first) ? side : (int) clipped(Math.floor(first), side);
      int to = Double.isNaN(last) ? 0 : (int) clipped(Math.ceil(last), side);
      int shortest = Math.max(Math.max(1, (int) Math.ceil(minFraction * side)), to - from);
      int length = shortest + random.nextInt(side - shortest + 1);
      int leftmost = Math.max(0, to - length);
      int rightmost = Math.min(from, side - length);
      return new Part(leftmost + random.nextInt(rightmost - leftmost + 1), length);
    }

    private static double clipped(double place, int side) {
      return Math.max(0, Math.min(side, place));
    }
  }

  /** Box-safe crop with its window fixed, in pixels. */
  public record At(int x, int y, int width, int height) implements Step {
    @Override
    public Form lower(Size size) {
      return new Crop.At(x, y, width, height).lower(size);
    }
  }
}
