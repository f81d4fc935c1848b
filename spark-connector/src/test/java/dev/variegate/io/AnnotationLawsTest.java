package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.Labelled;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** What is written in a form of annotations is read again. */
class AnnotationLawsTest {

  private static final List<String> CLASSES = List.of("cat", "dog", "tall thing");
  private static final List<String> POINTS = List.of("ear", "nose", "tail");

  /** A picture's size and the things in it, each with a box and an outline. */
  record Scene(Size size, Labels labels) {}

  @Property(tries = 150)
  void yoloKeepsBoxes(@ForAll("scenes") Scene scene) {
    var text = YoloText.write(scene.labels, CLASSES, scene.size, false);
    var read = YoloText.read(text, CLASSES, scene.size, "a");
    same(read.boxes(), scene.labels.boxes(), 1e-4);
  }

  @Property(tries = 150)
  void yoloKeepsOutlines(@ForAll("scenes") Scene scene) {
    var text = YoloText.write(scene.labels, CLASSES, scene.size, true);
    var read = YoloText.read(text, CLASSES, scene.size, "a");
    assertThat(read.polygons()).hasSameSizeAs(scene.labels.polygons());
    for (int i = 0; i < read.polygons().size(); i++) {
      same(read.polygons().get(i), scene.labels.polygons().get(i), 1e-4);
    }
  }

  /** To the nearest pixels, one at the least, all inside the picture. */
  @Property(tries = 150)
  void vocKeepsBoxesToThePixel(@ForAll("scenes") Scene scene) {
    var xml = VocXml.write("a.png", scene.size, scene.labels);
    var read = VocXml.read(xml, "a");
    same(read.boxes(), scene.labels.boxes(), 1.001);
    for (var box : read.boxes()) {
      assertThat(box.shape().width()).isGreaterThanOrEqualTo(1);
      assertThat(box.shape().height()).isGreaterThanOrEqualTo(1);
      assertThat(box.shape().left()).isNotNegative();
      assertThat(box.shape().right()).isLessThanOrEqualTo(scene.size.width());
      assertThat(box.shape().bottom()).isLessThanOrEqualTo(scene.size.height());
    }
    var again = VocXml.read(VocXml.write("a.png", scene.size, read), "a");
    assertThat(again).isEqualTo(read);
  }

  @Property(tries = 150)
  void cocoKeepsBoxesOutlinesAndPoints(@ForAll("scenes") Scene scene) {
    for (var thing : scene.labels.things()) {
      var name = Things.label(thing);
      var tree = CocoThing.numbered(CocoThing.write(thing), 1, CLASSES.indexOf(name) + 1L, POINTS);
      var category = new CocoCategory(name, POINTS);
      var read = CocoThing.read(row(tree), Map.of(CLASSES.indexOf(name) + 1L, category), "a");
      same(read.boxes(), thing.boxes(), 1e-9);
      assertThat(read.polygons()).hasSize(1);
      same(read.polygons().get(0), thing.polygons().get(0), 1e-9);
      assertThat(read.points()).extracting(Labelled::shape).isEqualTo(shapes(thing.points()));
      assertThat(read.points()).extracting(Labelled::label).isEqualTo(names(thing.points()));
    }
  }

  private static List<Point> shapes(List<Labelled<Point>> points) {
    return points.stream().map(Labelled::shape).toList();
  }

  private static List<String> names(List<Labelled<Point>> points) {
    return points.stream().map(Labelled::label).toList();
  }

  /** As Spark reads it. */
  private static Row row(JsonNode tree) {
    return RowFactory.create(
        tree.get("image_id").longValue(),
        tree.get("category_id").longValue(),
        numbers(tree.get("bbox")),
        tree.get("segmentation").toString(),
        numbers(tree.get("keypoints")),
        0);
  }

  private static Object numbers(JsonNode array) {
    var numbers = new ArrayList<Double>();
    array.forEach(number -> numbers.add(number.doubleValue()));
    return CollectionConverters.asScala(numbers).toSeq();
  }

  private static void same(List<Labelled<Box>> read, List<Labelled<Box>> written, double pixels) {
    assertThat(read).hasSameSizeAs(written);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).label()).isEqualTo(written.get(i).label());
      var one = read.get(i).shape();
      var other = written.get(i).shape();
      assertThat(one.left()).isCloseTo(other.left(), within(pixels));
      assertThat(one.top()).isCloseTo(other.top(), within(pixels));
      assertThat(one.right()).isCloseTo(other.right(), within(pixels));
      assertThat(one.bottom()).isCloseTo(other.bottom(), within(pixels));
    }
  }

  private static void same(Labelled<Polygon> read, Labelled<Polygon> written, double pixels) {
    assertThat(read.label()).isEqualTo(written.label());
    var one = read.shape().points();
    var other = written.shape().points();
    assertThat(one).hasSameSizeAs(other);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).x()).isCloseTo(other.get(i).x(), within(pixels));
      assertThat(one.get(i).y()).isCloseTo(other.get(i).y(), within(pixels));
    }
  }

  @Provide
  Arbitrary<Scene> scenes() {
    return Arbitraries.randomValue(AnnotationLawsTest::scene);
  }

  private static Scene scene(RandomGenerator random) {
    var size = new Size(1 + random.nextInt(300), 1 + random.nextInt(300));
    var boxes = new ArrayList<Labelled<Box>>();
    var outlines = new ArrayList<Labelled<Polygon>>();
    var points = new ArrayList<Labelled<Point>>();
    int number = random.nextInt(4);
    for (int object = 0; object < number; object++) {
      var name = CLASSES.get(random.nextInt(CLASSES.size()));
      double one = random.nextDouble() * size.width();
      double other = random.nextDouble() * size.width();
      double high = random.nextDouble() * size.height();
      double low = random.nextDouble() * size.height();
      var box =
          Box.ofEdges(
              Math.min(one, other), Math.min(high, low), Math.max(one, other), Math.max(high, low));
      boxes.add(new Labelled<>(box, name, object));
      outlines.add(new Labelled<>(box.corners(), name, object));
      for (var point : POINTS) {
        if (random.nextBoolean()) {
          points.add(new Labelled<>(new Point(one, random.nextDouble() * high), point, object));
        }
      }
    }
    return new Scene(size, new Labels(boxes, outlines, points));
  }
}
