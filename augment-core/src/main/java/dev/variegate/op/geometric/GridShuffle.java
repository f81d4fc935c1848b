package dev.variegate.op.geometric;

import dev.variegate.form.Form;
import dev.variegate.form.Neighborhood;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.PointMap;
import dev.variegate.op.Augmentation;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Splits the image into a grid of equal cells and shuffles them; size kept, exact. The remainder at
 * the right and bottom is unchanged; so is an image smaller than the grid.
 *
 * <p>Reference: Albumentations {@code RandomGridShuffle}. Masks go along; boxes, polygons and
 * points would be torn apart and are refused.
 *
 * @param columns of cells, 1..100
 * @param rows of cells, 1..100
 */
public record GridShuffle(int columns, int rows) implements Augmentation {

  public GridShuffle {
    requireCells(columns, "columns");
    requireCells(rows, "rows");
  }

  /** Three by three. */
  public GridShuffle() {
    this(3, 3);
  }

  private static void requireCells(int cells, String what) {
    if (cells < 1 || cells > 100) {
      throw new IllegalArgumentException(
          "Grid-shuffle %s is %d but must stay within [1, 100]; give a number of cells"
              .formatted(what, cells));
    }
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(columns, rows, random.nextLong());
  }

  /** Grid shuffle with the seed of its order fixed. */
  public record At(int columns, int rows, long seed) implements Step {
    @Override
    public Form lower(Size size) {
      return new Shuffled(this, size);
    }

    /** Where each cell is taken from. Source: Fisher and Yates. */
    private int[] order() {
      var order = new int[columns * rows];
      try (var generator = new RNG(seed)) {
        for (int i = 0; i < order.length; i++) {
          int other = generator.uniform(0, i + 1);
          order[i] = order[other];
          order[other] = i;
        }
      }
      return order;
    }
  }

  /** The form: masks are shuffled as images are. */
  private record Shuffled(At grid, Size size) implements Neighborhood {
    @Override
    public Image apply(Image image) {
      int width = size.width() / grid.columns();
      int height = size.height() / grid.rows();
      var result = image.mat().clone();
      if (width > 0 && height > 0) {
        int[] order = grid.order();
        for (int cell = 0; cell < order.length; cell++) {
          try (var from = cell(image.mat(), order[cell], width, height);
              var to = cell(result, cell, width, height)) {
            from.copyTo(to);
          }
        }
      }
      return Image.own(result);
    }

    private Mat cell(Mat mat, int cell, int width, int height) {
      int row = cell / grid.columns();
      int column = cell % grid.columns();
      try (var rect = new Rect(column * width, row * height, width, height)) {
        return new Mat(mat, rect);
      }
    }

    @Override
    public Optional<PointMap> points() {
      throw new IllegalArgumentException(
          "Grid-shuffle is given an image with boxes, polygons or points but must be given masks alone, because it tears shapes apart; leave it out of the policy for such images");
    }

    @Override
    public Image applyToMask(Image mask) {
      return apply(mask);
    }
  }
}
