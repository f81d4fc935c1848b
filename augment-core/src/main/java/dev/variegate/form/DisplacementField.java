package dev.variegate.form;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.inRange;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_RELATIVE_MAP;

import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.label.PointMap;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.ChannelGroups;
import dev.variegate.pixel.MaskedFill;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.pixel.kernel.Kernels;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A form that moves pixels by dense maps and by the straight maps between them, in one pass over
 * the source: elastic, grid distortion and their kin.
 *
 * <p>It merges with geometric forms and with other fields on either side: their maps are chained,
 * and the source is sampled once, at the composite place. Rules of interpolation and border are
 * those of {@link Geometric}, except that a field may always show its border.
 *
 * @param input the size of the images it is made for
 * @param motions from source to destination
 * @param output the size of the result
 * @param sampling how the source is read
 */
public record DisplacementField(
    Size input, List<Displacement> motions, Size output, SamplingMode sampling) implements Form {

  /** Pixels beyond the outermost centers that still belong to the image, with rounding. */
  private static final double MARGIN = 0.5 + 1e-3;

  public DisplacementField {
    motions = List.copyOf(motions);
  }

  /** A form of one dense map. */
  public static DisplacementField of(
      Size size, SamplingMode sampling, Displacement.Offsets offsets) {
    return new DisplacementField(
        size, List.of(new Displacement.Dense(size, offsets)), size, sampling);
  }

  @Override
  public Size sizeAfter(Size before) {
    return output;
  }

  @Override
  public boolean isIdentity() {
    return false;
  }

  @Override
  public Optional<Form> then(Form next) {
    if (next instanceof DisplacementField other) {
      return sampling.sameEdge(other.sampling)
          ? Optional.of(joined(other, sampling.with(finer(other.sampling))))
          : Optional.empty();
    }
    if (!(next instanceof Geometric other)
        || !other.mayJoinField()
        || (other.showsBorder() && !sampling.sameEdge(other.sampling()))) {
      return Optional.empty();
    }
    var merged = other.isExact() ? sampling : sampling.with(finer(other.sampling()));
    return Optional.of(joined(of(other), merged));
  }

  /** One form that does the geometric one first, where the rules allow it. */
  Optional<Form> after(Geometric first) {
    if (!first.mayJoinField() || (first.showsBorder() && !sampling.sameEdge(first.sampling()))) {
      return Optional.empty();
    }
    var merged = first.isExact() ? sampling : sampling.with(finer(first.sampling()));
    return Optional.of(of(first).joined(this, merged));
  }

  private static DisplacementField of(Geometric form) {
    return new DisplacementField(
        form.input(),
        List.of(new Displacement.Straight(form.matrix())),
        form.output(),
        form.sampling());
  }

  private DisplacementField joined(DisplacementField next, SamplingMode merged) {
    return new DisplacementField(
        input,
        Stream.concat(motions.stream(), next.motions.stream()).toList(),
        next.output,
        merged);
  }

  private Interpolation finer(SamplingMode other) {
    return sampling.interpolation().finer(other.interpolation());
  }

  @Override
  public Image apply(Image image) {
    if (!image.size().equals(input)) {
      throw new IllegalArgumentException(
          "Image is %s but must be %s for this form; lower the step for the image's size"
              .formatted(image.size(), input));
    }
    boolean onePass = shownByKernels(image.mat()) || Remap.isWhole(input, output);
    if (onePass
        && sampling.border() != Border.CONSTANT
        && motions.size() == 1
        && motions.get(0) instanceof Displacement.Dense dense) {
      return shifted(image, dense);
    }
    try (var places = places()) {
      return between(image, mat -> placed(mat, places, image.type()));
    }
  }

  private Image between(Image image, UnaryOperator<Mat> read) {
    return sampling.interpolation() == Interpolation.NEAREST
        ? Image.own(ChannelGroups.each(image.mat(), read))
        : AlphaChannel.weighted(image, read);
  }

  /** A straight map of an image that OpenCV does not warp in one piece. */
  static Mat placed(Geometric form, Mat mat, SampleType type) {
    var field = of(form);
    try (var places = field.places()) {
      return field.placed(mat, places, type);
    }
  }

  /** A dense map alone says how far each pixel is from its source: OpenCV adds the places. */
  private Image shifted(Image image, Displacement.Dense dense) {
    try (var offsets = dense.offsets().of(dense.size())) {
      return between(image, mat -> shifted(mat, offsets));
    }
  }

  private Mat shifted(Mat mat, Mat offsets) {
    return shownByKernels(mat)
        ? Kernels.ofThisJvm().remap(mat, offsets, true, sampling.borderMode())
        : Remap.whole(
            mat,
            offsets,
            sampling.interpolation().warpFlag() | WARP_RELATIVE_MAP,
            Remap.flag(sampling.border()));
  }

  private Mat placed(Mat mat, Mat places, SampleType type) {
    if (shownByKernels(mat)) {
      return Kernels.ofThisJvm().remap(mat, places, false, sampling.borderMode());
    }
    var result = Remap.of(mat, places, sampling.interpolation().warpFlag(), sampling.border());
    if (sampling.border() == Border.CONSTANT) {
      fillBeyond(result, places, sampling.fill() * type.white());
    }
    return result;
  }

  @Override
  public Optional<PointMap> points() {
    return motions.stream().map(DisplacementField::points).reduce(PointMap::then);
  }

  private static PointMap points(Displacement motion) {
    return motion instanceof Displacement.Dense dense
        ? InverseDisplacement.of(dense)
        : new HomographyPointMap(((Displacement.Straight) motion).matrix());
  }

  @Override
  public Image applyToMask(Image mask) {
    var nearest = new SamplingMode(Interpolation.NEAREST, sampling.border(), 0);
    return new DisplacementField(input, motions, output, nearest).apply(mask);
  }

  /** For each pixel of the result two floats, the place in the source that it shows. */
  public Mat places() {
    return SamplingGrid.of(motions, output);
  }

  private boolean shownByKernels(Mat source) {
    return Kernels.canWarp(source, sampling.interpolation());
  }

  private void fillBeyond(Mat result, Mat places, double gray) {
    try (var least = bounds(-MARGIN, -MARGIN);
        var most = bounds(input.width() - 1 + MARGIN, input.height() - 1 + MARGIN);
        var inside = new Mat();
        var beyond = new Mat()) {
      inRange(places, least, most, inside);
      bitwise_not(inside, beyond);
      MaskedFill.set(result, beyond, gray);
    }
  }

  private static Mat bounds(double x, double y) {
    try (var data = new DoublePointer(x, y, 0, 0);
        var pair = new Mat(4, 1, CV_64F, data)) {
      return pair.clone();
    }
  }
}
