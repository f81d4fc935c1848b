package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.form.Drawn;
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
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Shapes go where pixels go, under every operation of the catalog that moves pixels, with drawn
 * parameters far beyond the defaults and on images of any sides.
 */
class ShapesFollowLawsTest {

  private static final int DRAWS = 400;

  /** Pixels beside a polygon that may fall to either side. */
  private static final double BESIDE = 0.8;

  /** In a sharper corner, or a thinner shape, there may be no pixel's middle for over a pixel. */
  private static final double BLUNT = 85;

  private static final double THICK = 2;

  @Provide
  Arbitrary<Drawn> drawn() {
    return Combinators.combine(Arbitraries.of(WideOperations.moving()), Arbitraries.longs())
        .as(Drawn::of)
        .filter(drawn -> !drawn.folds());
  }

  @Property(tries = DRAWS)
  void aMovedMaskFillsTheMovedPolygon(@ForAll("drawn") Drawn drawn) {
    var polygon = drawn.polygon();
    try (var mask = drawn.mask();
        var moved = drawn.form().applyToMask(mask)) {
      var samples = moved.toBytes();
      for (int i = 0; i < samples.length; i++) {
        int row = i / moved.width();
        var center = new Point(i % moved.width() + 0.5, row + 0.5);
        if (Polygons.distance(polygon, center) > BESIDE) {
          assertThat(samples[i] != 0)
              .as("%s at %s", drawn, center)
              .isEqualTo(Polygons.holds(polygon, center));
        }
      }
    }
  }

  @Property(tries = DRAWS)
  void theBoxOfAMovedMaskIsTheMovedBoxWithinAPixel(@ForAll("drawn") Drawn drawn) {
    var polygon = drawn.polygon();
    if (!isInside(polygon, drawn.after())
        || Polygons.sharpest(polygon) < BLUNT
        || Polygons.thickness(polygon) < THICK) {
      return;
    }
    var box = drawn.moved(drawn.labels(), rules(Outside.CLIP)).boxes().get(0).shape();
    try (var mask = drawn.mask();
        var moved = drawn.form().applyToMask(mask)) {
      Drawn.bounds(moved).ifPresent(seen -> near(box, seen, drawn));
    }
  }

  private static void near(Box box, Box seen, Drawn drawn) {
    var pixel = within(drawn.isExact() ? 1e-6 : 1.06);
    assertThat(box.left()).as("%s", drawn).isCloseTo(seen.left(), pixel);
    assertThat(box.top()).as("%s", drawn).isCloseTo(seen.top(), pixel);
    assertThat(box.right()).as("%s", drawn).isCloseTo(seen.right(), pixel);
    assertThat(box.bottom()).as("%s", drawn).isCloseTo(seen.bottom(), pixel);
  }

  @Property(tries = DRAWS)
  void aPointInAShapeStaysInIt(@ForAll("drawn") Drawn drawn) {
    var box = drawn.box();
    var middle = new Point(box.x(), box.y());
    var labels = new Labels(List.of(), List.of(), List.of(new LabeledShape<>(middle, "")));
    var moved = drawn.moved(labels, rules(Outside.CLIP)).points();
    if (!moved.isEmpty()) {
      var point = moved.get(0).shape();
      assertThat(Polygons.holds(drawn.polygon(), point)).as("%s", drawn).isTrue();
    }
  }

  /** Of a straight map by its own determinant, of a dense one by what its pixels show. */
  @Property(tries = DRAWS)
  void areasGrowAsThePixelsDo(@ForAll("drawn") Drawn drawn) {
    double growth = drawn.growth();
    if (!Double.isNaN(growth)) {
      double side = 0.01;
      var small =
          Box.ofEdges(
              drawn.box().x() - side,
              drawn.box().y() - side,
              drawn.box().x() + side,
              drawn.box().y() + side);
      double area = drawn.moved(small.corners()).area() / (4 * side * side);
      assertThat(area).as("%s", drawn).isCloseTo(growth, within(0.02 * growth));
    }
  }

  @Property(tries = DRAWS)
  void whatIsClippedLiesInside(@ForAll("drawn") Drawn drawn) {
    var random = Seeds.generator(drawn.hashCode(), "labels", 0, 0);
    var labels = anywhere(random, drawn.size());
    var moved = drawn.moved(labels, rules(Outside.CLIP));
    moved.boxes().forEach(box -> inside(box.shape().corners().points(), drawn));
    moved.polygons().forEach(polygon -> inside(polygon.shape().points(), drawn));
    inside(moved.points().stream().map(LabeledShape::shape).toList(), drawn);
    moved.boxes().forEach(box -> assertThat(box.shape().width()).as("%s", drawn).isNotNegative());
  }

  private static void inside(List<Point> points, Drawn drawn) {
    for (var point : points) {
      assertThat(point.x()).as("%s", drawn).isBetween(-1e-6, drawn.after().width() + 1e-6);
      assertThat(point.y()).as("%s", drawn).isBetween(-1e-6, drawn.after().height() + 1e-6);
    }
  }

  /** In the image, on its edges and far beyond them. */
  private static Labels anywhere(RandomGenerator random, Size size) {
    var box =
        new Box(
            random.nextDouble(-0.5, 1.5) * size.width(),
            random.nextDouble(-0.5, 1.5) * size.height(),
            random.nextDouble() * size.width(),
            random.nextDouble() * size.height(),
            random.nextDouble(-180, 180));
    var edge = Box.ofEdges(0, 0, size.width(), size.height());
    return new Labels(
        List.of(new LabeledShape<>(box, "turned"), new LabeledShape<>(edge, "whole")),
        List.of(
            new LabeledShape<>(box.corners(), "polygon"),
            new LabeledShape<>(edge.corners(), "edge")),
        List.of(
            new LabeledShape<>(new Point(0, 0), "corner"),
            new LabeledShape<>(new Point(size.width(), size.height() / 2.0), "on the edge"),
            new LabeledShape<>(new Point(box.x(), box.y()), "anywhere")));
  }

  private static LabelRules rules(Outside outside) {
    return new LabelRules(outside, BoxShape.AXIS_ALIGNED, 0, 0, Map.of());
  }

  private static boolean isInside(Polygon polygon, Size size) {
    return !polygon.points().isEmpty()
        && polygon.points().stream()
            .allMatch(
                p -> p.x() >= 0 && p.y() >= 0 && p.x() <= size.width() && p.y() <= size.height());
  }
}
