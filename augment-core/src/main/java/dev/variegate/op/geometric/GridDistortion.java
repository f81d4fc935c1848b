package dev.variegate.op.geometric;

import dev.variegate.form.DisplacementField;
import dev.variegate.form.Form;
import dev.variegate.form.SamplingGrid;
import dev.variegate.form.Step;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.random.Range;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;

/**
 * Stretches and squeezes the columns and the rows of a grid of cells; size kept, edges stay in
 * place.
 *
 * <p>Reference: Albumentations {@code GridDistortion}, normalized.
 *
 * @param columns of cells, 1..100
 * @param rows of cells, 1..100
 * @param limit most that a column or row is stretched or squeezed, fraction of its width, 0..0.9
 * @param interpolation between pixels
 */
public record GridDistortion(int columns, int rows, Range limit, Interpolation interpolation)
    implements Augmentation {

  public GridDistortion {
    requireCells(columns, "columns");
    requireCells(rows, "rows");
    limit.requireWithin(0, 0.9, "Grid-distortion limit (fraction of a cell)");
  }

  /** Five by five cells, up to three tenths, bilinear. */
  public GridDistortion() {
    this(5, 5, Range.of(0.1, 0.3), Interpolation.BILINEAR);
  }

  private static void requireCells(int cells, String what) {
    if (cells < 1 || cells > 100) {
      throw new IllegalArgumentException(
          "Grid-distortion %s is %d but must stay within [1, 100]; give a number of cells"
              .formatted(what, cells));
    }
  }

  @Override
  public Step draw(RandomGenerator random, Size size) {
    return new At(columns, rows, limit.draw(random), random.nextLong(), interpolation);
  }

  /** Grid distortion with the seed of its cells fixed. */
  public record At(int columns, int rows, double limit, long seed, Interpolation interpolation)
      implements Step {
    @Override
    public Form lower(Size size) {
      return DisplacementField.of(size, SamplingMode.of(interpolation), this::offsets);
    }

    private Mat offsets(Size size) {
      float[] right;
      float[] down;
      try (var generator = new RNG(seed)) {
        right = axis(generator, columns, size.width());
        down = axis(generator, rows, size.height());
      }
      var pairs = new float[Math.toIntExact(2 * size.pixels())];
      int at = 0;
      for (int y = 0; y < size.height(); y++) {
        for (int x = 0; x < size.width(); x++) {
          pairs[at++] = right[x];
          pairs[at++] = down[y];
        }
      }
      return SamplingGrid.matrix(size, pairs);
    }

    /**
     * How far each pixel of an axis reads from itself; pixel centers lie in the middle of cells.
     */
    private float[] axis(RNG generator, int cells, int side) {
      var edges = new double[cells + 1];
      for (int i = 1; i <= cells; i++) {
        edges[i] = edges[i - 1] + 1 + generator.uniform(-limit, limit);
      }
      var offsets = new float[side];
      for (int i = 0; i < side; i++) {
        double place = (i + 0.5) * cells / side;
        int cell = (int) Math.min(cells - 1, place);
        double source = edges[cell] + (place - cell) * (edges[cell + 1] - edges[cell]);
        offsets[i] = (float) (source / edges[cells] * side - 0.5 - i);
      }
      return offsets;
    }
  }
}
