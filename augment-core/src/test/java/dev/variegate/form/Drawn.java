package dev.variegate.form;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.BoxShape;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabelRules.Outside;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.random.Seeds;
import dev.variegate.random.WideOperations;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A drawn step, an image's size, and a box in whole pixels inside the image. */
public record Drawn(String word, Step step, Size size, Form form, Box box) {

  private static final LabelRules KEEP =
      new LabelRules(Outside.KEEP, BoxShape.AXIS_ALIGNED, 0, 0, Map.of());

  /** How much a dense map may squeeze before it counts as folded. */
  private static final double FLAT = 0.02;

  /** Pixels beside the lines at which a dense map bends. */
  private static final double BEND = 0.15;

  public static Drawn of(String word, long seed) {
    var random = Seeds.generator(seed, "shape", 0, 0);
    var size = new Size(random.nextInt(9, 75), random.nextInt(9, 75));
    int width = random.nextInt(3, Math.max(4, size.width() / 2));
    int height = random.nextInt(3, Math.max(4, size.height() / 2));
    int x = random.nextInt(size.width() - width + 1);
    int y = random.nextInt(size.height() - height + 1);
    var step = WideOperations.draw(word, seed, size);
    return new Drawn(word, step, size, step.lower(size), Box.ofEdges(x, y, x + width, y + height));
  }

  public Size after() {
    return form.sizeAfter(size);
  }

  public Labels labels() {
    return new Labels(List.of(new LabeledShape<>(box, "")), List.of(), List.of());
  }

  public Labels moved(Labels labels, LabelRules rules) {
    return labels.moved(form.points().orElseThrow(), after(), rules);
  }

  /** Where a polygon comes to lie, in the image or beyond; nowhere behind a horizon. */
  public Polygon moved(Polygon polygon) {
    var labels = new Labels(List.of(), List.of(new LabeledShape<>(polygon, "")), List.of());
    return moved(labels, KEEP).polygons().stream()
        .map(LabeledShape::shape)
        .findFirst()
        .orElse(new Polygon(List.of()));
  }

  /** Whether pixels only change places. */
  public boolean isExact() {
    return form instanceof Geometric geometric && geometric.isExact();
  }

  public Polygon polygon() {
    return moved(box.corners());
  }

  public Image mask() {
    var samples = new byte[size.width() * size.height()];
    for (int y = (int) box.top(); y < box.bottom(); y++) {
      for (int x = (int) box.left(); x < box.right(); x++) {
        samples[y * size.width() + x] = 7;
      }
    }
    return Image.ofBytes(size.width(), size.height(), 1, samples);
  }

  /** The least box about all pixels of a mask that are not 0. */
  public static Optional<Box> bounds(Image mask) {
    var samples = mask.toBytes();
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = 0;
    double bottom = 0;
    for (int i = 0; i < samples.length; i++) {
      if (samples[i] != 0) {
        int row = i / mask.width();
        left = Math.min(left, i % mask.width());
        top = Math.min(top, row);
        right = Math.max(right, i % mask.width() + 1);
        bottom = Math.max(bottom, row + 1);
      }
    }
    return right == 0 ? Optional.empty() : Optional.of(Box.ofEdges(left, top, right, bottom));
  }

  /**
   * How areas at the middle of the box grow, by the pixels' own map; no number where that cannot be
   * reported, as beside the edge of a dense map.
   */
  public double growth() {
    var middle = new Point(box.x(), box.y());
    if (form instanceof Geometric geometric) {
      var matrix = geometric.matrix();
      double weight = matrix.wx() * (box.x() - 0.5) + matrix.wy() * (box.y() - 0.5) + matrix.w1();
      return weight < 0.3
          ? Double.NaN
          : Math.abs(matrix.determinant()) / (weight * weight * weight);
    }
    var there = form.points().orElseThrow().map(middle);
    double right = there.x() - 0.5 - Math.floor(there.x() - 0.5);
    double below = there.y() - 0.5 - Math.floor(there.y() - 0.5);
    int x = (int) Math.floor(there.x() - 0.5);
    int y = (int) Math.floor(there.y() - 0.5);
    boolean bends = right < BEND || below < BEND || right > 1 - BEND || below > 1 - BEND;
    if (bends || x < 0 || y < 0 || x + 1 >= after().width() || y + 1 >= after().height()) {
      return Double.NaN;
    }
    try (var places = ((DisplacementField) form).places()) {
      FloatBuffer at = places.createBuffer();
      return 1 / shown(at, 2 * (y * places.cols() + x), 2 * places.cols(), right, below);
    }
  }

  /** Whether a dense map shows some place more than once. */
  public boolean folds() {
    if (!(form instanceof DisplacementField field)) {
      return false;
    }
    try (var places = field.places()) {
      FloatBuffer at = places.createBuffer();
      for (int y = 0; y + 1 < places.rows(); y++) {
        for (int x = 0; x + 1 < places.cols(); x++) {
          if (shown(at, 2 * (y * places.cols() + x), 2 * places.cols(), 0, 0) < FLAT) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** The area of the source that a pixel shows, at a place between the middles of four of them. */
  private static double shown(FloatBuffer at, int here, int line, double right, double below) {
    double xx = between(at, here, 2, line, below);
    double yx = between(at, here + 1, 2, line, below);
    double xy = between(at, here, line, 2, right);
    double yy = between(at, here + 1, line, 2, right);
    return xx * yy - xy * yx;
  }

  /** How a number grows with a step, between the place and that of another step beside it. */
  private static double between(FloatBuffer at, int here, int step, int aside, double fraction) {
    return (1 - fraction) * (at.get(here + step) - at.get(here))
        + fraction * (at.get(here + aside + step) - at.get(here + aside));
  }
}
