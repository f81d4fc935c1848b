package dev.variegate.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.BoxShape;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabelRules.Outside;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.op.Augmentation;
import dev.variegate.op.DrawContext;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.TestImages;
import dev.variegate.op.geometric.GridShuffle;
import dev.variegate.random.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is drawn into a mask and the shapes about it go the same way, under every operation. */
class LabelsFollowTest {

  private static final Size SIZE = new Size(160, 120);
  private static final DrawContext SUBJECT = DrawContext.of(SIZE).with(TestImages.references());
  private static final Box BOX = Box.ofEdges(60, 50, 90, 80);
  private static final int DRAWS = 5;
  private static final LabelRules RULES =
      new LabelRules(Outside.CLIP, BoxShape.AXIS_ALIGNED, 0, 4, Map.of());

  @TestFactory
  Stream<DynamicTest> theBoxOfAMovedMaskIsTheMovedBox() {
    var catalog = OperationCatalog.builtIn();
    return catalog.words().stream()
        .map(word -> catalog.find(word).orElseThrow())
        .map(kind -> DynamicTest.dynamicTest(kind.word(), () -> follow(kind.defaults())));
  }

  private static void follow(Augmentation operation) {
    LongStream.range(0, DRAWS)
        .mapToObj(seed -> operation.draw(Seeds.generator(seed, "labels", 1, 0), SUBJECT))
        .forEach(LabelsFollowTest::follow);
  }

  /** An operation that tears shapes apart refuses them. */
  private static void follow(Step step) {
    if (step instanceof GridShuffle.At) {
      assertThatThrownBy(() -> Fusion.points(Fusion.fuse(List.of(step), SIZE)))
          .hasMessageStartingWith("Grid-shuffle is given an image with boxes, polygons or points");
      return;
    }
    var forms = Fusion.fuse(List.of(step), SIZE);
    var labels =
        new Labels(
            List.of(new LabeledShape<>(BOX, "box")),
            List.of(new LabeledShape<>(BOX.corners(), "polygon")),
            List.of(new LabeledShape<>(new Point(75, 65), "middle")));
    try (var mask = mask();
        var moved = Fusion.applyToMask(forms, mask)) {
      var shapes =
          Fusion.points(forms)
              .map(points -> labels.moved(points, moved.size(), RULES))
              .orElse(labels);
      var seen = bounds(moved);
      assertThat(shapes.boxes().isEmpty()).as("%s", step).isEqualTo(seen.isEmpty());
      if (seen.isEmpty() || repeats(moved, shapes)) {
        return;
      }
      near(shapes.boxes().get(0).shape(), seen.get(), step);
      assertThat(area(moved))
          .as("%s", step)
          .isCloseTo(
              (int) Math.round(shapes.polygons().get(0).shape().area()),
              within(3 + (int) (2.2 * Math.sqrt(area(moved)))));
    }
  }

  /** A mirrored border shows a part of the box again, far from itself. */
  private static boolean repeats(Image moved, Labels shapes) {
    return area(moved) > 1.2 * shapes.polygons().get(0).shape().area() + 20;
  }

  private static void near(Box box, Box seen, Step step) {
    double pixel = 1.01;
    assertThat(box.left()).as("%s", step).isCloseTo(seen.left(), within(pixel));
    assertThat(box.top()).as("%s", step).isCloseTo(seen.top(), within(pixel));
    assertThat(box.right()).as("%s", step).isCloseTo(seen.right(), within(pixel));
    assertThat(box.bottom()).as("%s", step).isCloseTo(seen.bottom(), within(pixel));
  }

  private static Image mask() {
    var samples = new byte[SIZE.width() * SIZE.height()];
    for (int y = (int) BOX.top(); y < BOX.bottom(); y++) {
      for (int x = (int) BOX.left(); x < BOX.right(); x++) {
        samples[y * SIZE.width() + x] = 7;
      }
    }
    return Image.ofBytes(SIZE.width(), SIZE.height(), 1, samples);
  }

  private static int area(Image mask) {
    int count = 0;
    for (byte sample : mask.toBytes()) {
      assertThat(sample).isIn((byte) 0, (byte) 7);
      count += sample == 0 ? 0 : 1;
    }
    return count;
  }

  private static Optional<Box> bounds(Image mask) {
    var samples = mask.toBytes();
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = -1;
    int bottom = -1;
    for (int i = 0; i < samples.length; i++) {
      if (samples[i] != 0) {
        left = Math.min(left, i % mask.width());
        right = Math.max(right, i % mask.width());
        top = Math.min(top, i / mask.width());
        bottom = Math.max(bottom, i / mask.width());
      }
    }
    return right < 0
        ? Optional.empty()
        : Optional.of(Box.ofEdges(left, top, right + 1, bottom + 1));
  }
}
