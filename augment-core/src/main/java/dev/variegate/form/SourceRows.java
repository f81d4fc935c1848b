package dev.variegate.form;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.RowRange;
import dev.variegate.image.Size;
import java.util.List;
import java.util.stream.DoubleStream;

/** Which rows of an image are needed to run forms on it. */
public final class SourceRows {

  /** Rows beyond the outermost places that an interpolation looks at, Lanczos' 4 and rounding. */
  private static final int REACH = 8;

  private SourceRows() {}

  /**
   * The rows that the forms read: whatever the others hold, the result is the same.
   *
   * @param size of the image
   */
  public static RowRange of(List<Form> forms, Size size) {
    return !forms.isEmpty() && forms.get(0) instanceof Geometric first
        ? rows(first)
        : RowRange.all(size);
  }

  private static RowRange rows(Geometric form) {
    var window = form.windowInside();
    if (window.isPresent()) {
      int first = window.get().y();
      return new RowRange(first, first + window.get().window().height());
    }
    return isNearItsPlaces(form) ? nearPlaces(form) : RowRange.all(form.input());
  }

  /** A plain affine warp, without a border that repeats far parts of the image. */
  private static boolean isNearItsPlaces(Geometric form) {
    var border = form.sampling().border();
    return form.matrix().isAffine()
        && form.sampling().interpolation() != Interpolation.AREA
        && Remap.isWhole(form.input(), form.output())
        && (border == Border.CONSTANT || border == Border.REPLICATE || !form.showsBorder());
  }

  private static RowRange nearPlaces(Geometric form) {
    var back = form.matrix().inverse();
    int right = form.output().width() - 1;
    int bottom = form.output().height() - 1;
    var corners =
        DoubleStream.of(
                back.map(0, 0).y(),
                back.map(right, 0).y(),
                back.map(0, bottom).y(),
                back.map(right, bottom).y())
            .summaryStatistics();
    int last = form.input().height() - 1;
    int first = (int) Math.floor(Math.min(Math.max(corners.getMin() - REACH, 0), last));
    int end = (int) Math.ceil(Math.min(Math.max(corners.getMax() + REACH, first), last)) + 1;
    return new RowRange(first, end);
  }
}
