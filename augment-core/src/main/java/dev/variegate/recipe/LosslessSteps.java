package dev.variegate.recipe;

import dev.variegate.codec.JpegTransform;
import dev.variegate.codec.SourceImage;
import dev.variegate.form.AxisAlignedTransform;
import dev.variegate.form.Form;
import dev.variegate.form.Geometric;
import dev.variegate.form.Pointwise;
import dev.variegate.form.Step;
import dev.variegate.image.Interpolation;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Drawn steps as one change of a JPEG file that keeps its coefficients. */
final class LosslessSteps {

  private static final Set<Integer> SWAPPED = Set.of(5, 6, 7, 8);
  private static final Set<Integer> MIRRORED = Set.of(2, 3, 6, 7);
  private static final Set<Integer> UPSIDE_DOWN = Set.of(3, 4, 7, 8);

  private LosslessSteps() {}

  /** Empty where a step does more than to flip, to turn by quarters, to crop and to take colors. */
  static Optional<JpegTransform> of(List<Step> steps, SourceImage source) {
    var places = Optional.of(upright(source));
    boolean gray = false;
    var size = source.size();
    for (var step : steps) {
      var form = step.lower(size);
      size = form.sizeAfter(size);
      if (form instanceof Pointwise colors && colors.isLuma()) {
        gray = true;
      } else if (!form.isIdentity()) {
        places = places.flatMap(before -> merged(before, form));
      }
    }
    boolean grayed = gray;
    return places
        .flatMap(Geometric::windowInside)
        .filter(AxisAlignedTransform::isExact)
        .map(map -> transform(map, grayed));
  }

  private static JpegTransform transform(AxisAlignedTransform map, boolean gray) {
    return new JpegTransform(
        map.x(), map.y(), map.window(), map.mirrorX(), map.mirrorY(), map.swap(), gray);
  }

  private static Optional<Geometric> merged(Geometric before, Form form) {
    return before.then(form).filter(Geometric.class::isInstance).map(Geometric.class::cast);
  }

  /** From the image as it lies in the file to the upright one. */
  private static Geometric upright(SourceImage source) {
    int orientation = source.orientation();
    var upright = source.size();
    boolean swap = SWAPPED.contains(orientation);
    int right = MIRRORED.contains(orientation) ? upright.width() - 1 : 0;
    int bottom = UPSIDE_DOWN.contains(orientation) ? upright.height() - 1 : 0;
    int across = MIRRORED.contains(orientation) ? -1 : 1;
    int down = UPSIDE_DOWN.contains(orientation) ? -1 : 1;
    var map =
        swap
            ? Homography.affine(0, across, right, down, 0, bottom)
            : Homography.affine(across, 0, right, 0, down, bottom);
    return new Geometric(
        swap ? upright.transposed() : upright,
        map,
        upright,
        SamplingMode.of(Interpolation.NEAREST));
  }
}
