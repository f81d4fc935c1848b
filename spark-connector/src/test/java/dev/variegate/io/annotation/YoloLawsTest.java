package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class YoloLawsTest extends AnnotationLaws {

  @Property(tries = 150)
  void yoloKeepsBoxes(@ForAll("scenes") Scene scene) {
    var text = yolo(scene, AnnotationFormat.YOLO);
    var read = labels(AnnotatedImages.yoloText(CLASSES).read(text, scene.size(), "a"));
    same(read.boxes(), scene.labels().boxes(), 1e-4);
  }

  @Property(tries = 150)
  void yoloKeepsPolygons(@ForAll("scenes") Scene scene) {
    var text = yolo(scene, AnnotationFormat.YOLO_SEGMENTATION);
    var read = labels(AnnotatedImages.yoloText(CLASSES).read(text, scene.size(), "a"));
    same(read.polygons(), scene.labels().polygons());
  }

  @Property(tries = 150)
  void yoloKeepsRotatedBoxes(@ForAll("rotated") Scene scene) {
    var text = yolo(scene, AnnotationFormat.YOLO_OBB);
    var oriented = new YoloText(CLASSES, AnnotatedImages.yoloText(CLASSES).keypoints(), 0, true);
    var read = labels(oriented.read(text, scene.size(), "a"));
    assertThat(read.boxes()).hasSameSizeAs(scene.labels().boxes());
    for (int i = 0; i < read.boxes().size(); i++) {
      var one = read.boxes().get(i).shape().corners().points();
      var other = scene.labels().boxes().get(i).shape().corners().points();
      assertThat(IntStream.range(0, 4).mapToDouble(turn -> apart(one, other, turn)).min())
          .hasValueCloseTo(0.0, within(1e-3)); // whichever corner comes first
    }
    var polygons = labels(AnnotatedImages.yoloText(CLASSES).read(text, scene.size(), "a"));
    var again = new Scene(scene.size(), polygons);
    assertThat(yolo(again, AnnotationFormat.YOLO_OBB)).isEqualTo(text);
  }

  private static double apart(List<Point> one, List<Point> other, int turn) {
    return IntStream.range(0, 4)
        .mapToDouble(
            i ->
                Math.abs(one.get(i).x() - other.get((i + turn) % 4).x())
                    + Math.abs(one.get(i).y() - other.get((i + turn) % 4).y()))
        .sum();
  }

  @Property(tries = 150)
  void yoloKeepsPoses(@ForAll("scenes") Scene scene, @ForAll boolean flat) {
    var names = CLASSES.stream().collect(Collectors.toMap(name -> name, name -> POINTS));
    var shape = new PoseNames(names, flat ? 2 : 3);
    var text =
        new YoloLines(AnnotationFormat.YOLO_POSE, CLASSES, shape, scene.size())
            .write(scene.labels());
    var points = CLASSES.stream().map(name -> POINTS).toList();
    var read =
        labels(new YoloText(CLASSES, points, flat ? 2 : 3, false).read(text, scene.size(), "a"));
    same(read.boxes(), scene.labels().boxes(), 1e-4);
    var given = scene.labels().points();
    assertThat(read.points()).hasSameSizeAs(given);
    for (int i = 0; i < given.size(); i++) {
      var one = read.points().get(i);
      assertThat(one.label()).isEqualTo(given.get(i).label());
      assertThat(one.object()).isEqualTo(given.get(i).object());
      assertThat(one.attributes()).isEqualTo(flat ? Map.of() : given.get(i).attributes());
      assertThat(one.shape().x()).isCloseTo(given.get(i).shape().x(), within(1e-4));
      assertThat(one.shape().y()).isCloseTo(given.get(i).shape().y(), within(1e-4));
    }
  }

  @Provide
  Arbitrary<Scene> rotated() {
    return Arbitraries.randomValue(
        random -> {
          var scene = scene(random, false);
          var boxes =
              scene.labels().boxes().stream()
                  .map(given -> rotated(given, scene.size(), 1 + random.nextInt(88)))
                  .toList();
          return new Scene(scene.size(), new Labels(boxes, List.of(), List.of()));
        });
  }

  /** None so long that it reaches ten sides beyond the image, which YOLO's files may not. */
  private static LabeledShape<Box> rotated(LabeledShape<Box> given, Size size, double degrees) {
    var box = given.shape();
    double most = 3.0 * Math.min(size.width(), size.height());
    double width = 2 + Math.min(box.width(), most);
    double height = 1 + Math.min(box.height(), most);
    return new LabeledShape<>(
        new Box(box.x(), box.y(), width, height, degrees), given.label(), given.object());
  }
}
