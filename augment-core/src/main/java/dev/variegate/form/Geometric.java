package dev.variegate.form;

import static dev.variegate.image.Border.REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;
import static org.bytedeco.opencv.global.opencv_imgproc.warpPerspective;

import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.label.PointMap;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.ChannelGroups;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.MaskedFill;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.pixel.kernel.Kernels;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * A form that moves pixels: a projective map from source to destination and an output size.
 *
 * <p>It runs in the cheapest way that its matrix allows. A map that keeps the axes, does not scale
 * and moves by whole pixels is exact. An upright scaling of a whole-pixel window inside the source
 * is OpenCV's {@code resize} of that window, and so is one of the whole image into a frame of one
 * gray. All else is one warp.
 *
 * <p>An image ends half a pixel beyond its outermost pixel centers. A constant border starts there
 * with a hard edge, as in Pillow; it is not blended into the image.
 *
 * <p>Two forms merge by multiplying their matrices, so that the source is sampled once, at the
 * composite map: what the window between them would have cut away is kept, and what it would have
 * blurred stays sharp. The rules:
 *
 * <ul>
 *   <li>An exact form takes over the interpolation of the other one. Two that interpolate merge
 *       under the finer of both.
 *   <li>{@link Interpolation#AREA} merges only where the result is still an upright scaling of a
 *       window inside the source; a warp could not average.
 *   <li>A form that never looks beyond its source (crop, resize, flip ...) takes over the border of
 *       the other one. Two that do merge only if they show the same border.
 * </ul>
 *
 * @param input the size of the images it is made for
 * @param matrix from source to destination
 * @param output the size of the result
 * @param sampling how the source is read
 */
public record Geometric(Size input, Homography matrix, Size output, SamplingMode sampling)
    implements Form {

  /** Pixels beyond the outermost centers that still belong to the image, with rounding. */
  private static final double MARGIN = 0.5 + 1e-5;

  /** A form that keeps the size. */
  public static Geometric inPlace(Size size, Homography matrix, SamplingMode sampling) {
    return new Geometric(size, matrix, size, sampling);
  }

  /** A form that scales a window of the image to the output size. */
  public static Geometric window(
      Size input, int x, int y, Size window, Size output, Interpolation interpolation) {
    double across = (double) output.width() / window.width();
    double down = (double) output.height() / window.height();
    var matrix =
        Homography.affine(across, 0, (0.5 - x) * across - 0.5, 0, down, (0.5 - y) * down - 0.5);
    return new Geometric(input, matrix, output, SamplingMode.of(interpolation));
  }

  @Override
  public Size sizeAfter(Size before) {
    return output;
  }

  @Override
  public Image apply(Image image) {
    if (!image.size().equals(input)) {
      throw new IllegalArgumentException(
          "Image is %s but must be %s for this form; lower the step for the image's size"
              .formatted(image.size(), input));
    }
    return blends()
        ? AlphaChannel.weighted(image, mat -> moved(mat, image.type()))
        : Image.own(ChannelGroups.each(image.mat(), mat -> moved(mat, image.type())));
  }

  private Mat moved(Mat mat, SampleType type) {
    return windowInside()
        .map(u -> u.apply(mat, sampling.interpolation()))
        .or(() -> framed().map(f -> framed(f, mat, type)))
        .orElseGet(() -> warp(mat, type));
  }

  @Override
  public Optional<Form> then(Form next) {
    if (next instanceof DisplacementField field) {
      return field.after(this);
    }
    if (!(next instanceof Geometric other) || !edgesAgree(other)) {
      return Optional.empty();
    }
    var edge = showsBorder() ? sampling : other.sampling;
    var interpolation =
        isExact()
            ? other.sampling.interpolation()
            : other.isExact()
                ? sampling.interpolation()
                : sampling.interpolation().finer(other.sampling.interpolation());
    var merged =
        new Geometric(input, matrix.then(other.matrix), other.output, edge.with(interpolation));
    return merged.isFeasible() ? Optional.of(merged) : Optional.empty();
  }

  @Override
  public boolean isIdentity() {
    return upright().filter(u -> u.isIdentity(input)).isPresent();
  }

  @Override
  public Optional<PointMap> points() {
    return Optional.of(new HomographyPointMap(matrix));
  }

  @Override
  public Image applyToMask(Image mask) {
    var nearest = new SamplingMode(Interpolation.NEAREST, sampling.border(), 0);
    return new Geometric(input, matrix, output, nearest).nearest(mask);
  }

  /** A warp, for OpenCV's nearest resize takes the pixel to the top left. */
  private Image nearest(Image mask) {
    return isExact()
        ? apply(mask)
        : Image.own(ChannelGroups.each(mask.mat(), mat -> warp(mat, mask.type())));
  }

  /** Whether samples of the result are made of several of the source. */
  boolean blends() {
    return !isExact() && sampling.interpolation() != Interpolation.NEAREST;
  }

  /** Whether pixels only change places: nothing is interpolated. */
  public boolean isExact() {
    return upright().filter(AxisAlignedTransform::isExact).isPresent();
  }

  /** Whether some pixel of the result lies beyond the source. */
  public boolean showsBorder() {
    var back = matrix.inverse();
    int right = output.width() - 1;
    int bottom = output.height() - 1;
    return isBeyond(back.map(0, 0))
        || isBeyond(back.map(right, 0))
        || isBeyond(back.map(0, bottom))
        || isBeyond(back.map(right, bottom));
  }

  /** Whether a dense map may take it up; a dense map could not average. */
  boolean mayJoinField() {
    return sampling.interpolation() != Interpolation.AREA || isExact();
  }

  private boolean isBeyond(Homography.Point point) {
    return !(point.x() >= -MARGIN
        && point.y() >= -MARGIN
        && point.x() <= input.width() - 1 + MARGIN
        && point.y() <= input.height() - 1 + MARGIN);
  }

  private boolean edgesAgree(Geometric next) {
    return sampling.sameEdge(next.sampling) || !showsBorder() || !next.showsBorder();
  }

  /** Whether it can be done with its interpolation. */
  boolean isFeasible() {
    return sampling.interpolation() != Interpolation.AREA
        || isExact()
        || windowInside().isPresent()
        || framed().isPresent();
  }

  /** Its upright window, where that lies inside the source: all that it reads. */
  public Optional<AxisAlignedTransform> windowInside() {
    return upright().filter(window -> window.isInside(input));
  }

  private Optional<AxisAlignedTransform> upright() {
    return AxisAlignedTransform.of(matrix, output);
  }

  private Mat framed(LetterboxTransform frame, Mat mat, SampleType type) {
    return frame.apply(mat, sampling.interpolation(), sampling.fill() * type.white());
  }

  /** A hard edge of one gray about the scaled image needs no warp, and can average. */
  private Optional<LetterboxTransform> framed() {
    return sampling.border() == Border.CONSTANT
        ? LetterboxTransform.of(matrix, input, output)
        : Optional.empty();
  }

  /** The map as a warp, whatever cheaper way there may be. */
  public Mat warp(Mat source, SampleType type) {
    if (!isExact() && Kernels.canWarp(source, sampling.interpolation())) {
      return Kernels.ofThisJvm()
          .warp(source, matrix.inverse().rows(), output, sampling.borderMode());
    }
    if (!Remap.isWhole(input, output)) {
      return DisplacementField.placed(exactly(), source, type);
    }
    if (!showsBorder()) {
      return warp(source, matrix, REPLICATE);
    }
    if (sampling.border() == Border.CONSTANT) {
      var result = warp(source, matrix, REPLICATE);
      fillBeyond(result, sampling.fill() * type.white());
      return result;
    }
    return BorderExtent.of(matrix.inverse(), input, output)
        .map(surround -> warpWithin(source, surround))
        .orElseGet(() -> warp(source, matrix, sampling.border()));
  }

  /** The same; one that interpolates nothing says so. */
  private Geometric exactly() {
    return isExact()
        ? new Geometric(input, matrix, output, sampling.with(Interpolation.NEAREST))
        : this;
  }

  private Mat warpWithin(Mat source, BorderExtent surround) {
    try (var wide = surround.around(source, sampling.border())) {
      return warp(wide, surround.moved(matrix), REPLICATE);
    }
  }

  private Mat warp(Mat source, Homography along, Border border) {
    int flag = isExact() ? INTER_NEAREST : sampling.interpolation().warpFlag();
    var result = new Mat();
    try (var map = map(along)) {
      warp(source, result, map, flag, border.flag());
    } catch (RuntimeException | Error e) {
      result.close();
      throw e;
    }
    return result;
  }

  /** An empty image, warped with a full border, is the mask of what lies beyond. */
  private void fillBeyond(Mat result, double fill) {
    try (var map = map(matrix);
        var nothing = new Scalar(0);
        var empty = new Mat(input.height(), input.width(), CV_8UC1, nothing);
        var mask = new Mat()) {
      warp(empty, mask, map, INTER_NEAREST, BORDER_CONSTANT);
      MaskedFill.set(result, mask, fill);
    }
  }

  private void warp(Mat from, Mat to, Mat map, int flag, int border) {
    try (var size = new org.bytedeco.opencv.opencv_core.Size(output.width(), output.height());
        var full = new Scalar(255, 255, 255, 255)) {
      if (map.rows() == 2) {
        warpAffine(from, to, map, size, flag, border, full);
      } else {
        warpPerspective(from, to, map, size, flag, border, full);
      }
    }
  }

  private static Mat map(Homography along) {
    try (var data = new DoublePointer(along.rows());
        var map = new Mat(along.isAffine() ? 2 : 3, 3, CV_64F, data)) {
      return map.clone();
    }
  }
}
