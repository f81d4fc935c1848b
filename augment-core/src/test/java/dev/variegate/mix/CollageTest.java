package dev.variegate.mix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CollageTest {

  private static final Size SIZE = new Size(24, 18);

  @Test
  void aBoxOfWholePixelsIsLaidToThePixel() {
    var laid = laid(List.of(Box.ofEdges(3, 4, 13, 12).corners()));
    assertThat(laid).hasSize(SIZE.width() * SIZE.height());
    for (int i = 0; i < laid.length; i++) {
      int x = i % SIZE.width();
      int row = i / SIZE.width();
      assertThat(laid[i] != 0).isEqualTo(x >= 3 && x < 13 && row >= 4 && row < 12);
    }
  }

  @Test
  void wherePolygonsOverlapIsInside() {
    var one = Box.ofEdges(2, 2, 10, 10).corners();
    var other = Box.ofEdges(6, 6, 14, 14).corners();
    int white = 0;
    for (byte sample : laid(List.of(one, other))) {
      white += sample == 0 ? 0 : 1;
    }
    assertThat(white).isEqualTo(2 * 64 - 16);
  }

  @Test
  void whatReachesBeyondIsLeftOut() {
    var all = laid(List.of(Box.ofEdges(-50, -50, 90, 90).corners()));
    for (byte sample : all) {
      assertThat(sample).isNotZero();
    }
  }

  /** By the winding of the corners about each pixel's middle, another way than the sweep's. */
  @Property(tries = 100)
  void aTriangleCoversThePixelsWhoseMiddlesItHolds(@ForAll @IntRange(max = 10_000) int number) {
    var random = Seeds.generator(number, "triangle", 1, 0);
    var corners = new ArrayList<Point>();
    for (int i = 0; i < 3; i++) {
      corners.add(new Point(random.nextDouble(-5, 30), random.nextDouble(-5, 25)));
    }
    var laid = laid(List.of(new Polygon(corners)));
    for (int i = 0; i < laid.length; i++) {
      int row = i / SIZE.width();
      var middle = new Point(i % SIZE.width() + 0.5, row + 0.5);
      double first = side(corners.get(0), corners.get(1), middle);
      double second = side(corners.get(1), corners.get(2), middle);
      double third = side(corners.get(2), corners.get(0), middle);
      boolean inside =
          (first > 0 && second > 0 && third > 0) || (first < 0 && second < 0 && third < 0);
      assertThat(laid[i] != 0).as("%s in %s", middle, corners).isEqualTo(inside);
    }
  }

  private static double side(Point a, Point b, Point c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
  }

  private static byte[] laid(List<Polygon> polygons) {
    var white = new byte[SIZE.width() * SIZE.height()];
    Arrays.fill(white, (byte) -1);
    try (var image = Image.ofBytes(SIZE.width(), SIZE.height(), 1, white);
        var collage = new Collage(SIZE, image)) {
      collage.lay(image, 0, 0, 1, polygons);
      try (var made = collage.image()) {
        return made.toBytes();
      }
    }
  }
}
