package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.Labelled;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import dev.variegate.label.RunLengthMask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written in a form of annotations is read again. */
class AnnotationLawsTest {

  private static final List<String> CLASSES = List.of("cat", "dog", "tall thing");
  private static final List<String> POINTS = List.of("ear", "nose", "tail");

  /** A picture's size and the things in it, each with a box and an outline. */
  record Scene(Size size, Labels labels) {}

  private static String yolo(Scene scene, AnnotationForm form) {
    return new YoloLines(form, CLASSES, PoseNames.NONE, scene.size).write(scene.labels);
  }

  private static Labels labels(Found found) {
    assertThat(found.faults()).isEmpty();
    return found.labels();
  }

  @Property(tries = 150)
  void yoloKeepsBoxes(@ForAll("scenes") Scene scene) {
    var text = yolo(scene, AnnotationForm.YOLO);
    var read = labels(YoloText.of(CLASSES).read(text, scene.size, "a"));
    same(read.boxes(), scene.labels.boxes(), 1e-4);
  }

  @Property(tries = 150)
  void yoloKeepsOutlines(@ForAll("scenes") Scene scene) {
    var text = yolo(scene, AnnotationForm.YOLO_OUTLINES);
    var read = labels(YoloText.of(CLASSES).read(text, scene.size, "a"));
    same(read.polygons(), scene.labels.polygons());
  }

  @Property(tries = 150)
  void yoloKeepsTurnedBoxes(@ForAll("turned") Scene scene) {
    var text = yolo(scene, AnnotationForm.YOLO_ORIENTED);
    var oriented = new YoloText(CLASSES, YoloText.of(CLASSES).keypoints(), 0, true);
    var read = labels(oriented.read(text, scene.size, "a"));
    assertThat(read.boxes()).hasSameSizeAs(scene.labels.boxes());
    for (int i = 0; i < read.boxes().size(); i++) {
      var one = read.boxes().get(i).shape().corners().points();
      var other = scene.labels.boxes().get(i).shape().corners().points();
      assertThat(IntStream.range(0, 4).mapToDouble(turn -> apart(one, other, turn)).min())
          .hasValueCloseTo(0.0, within(1e-3)); // whichever corner comes first
    }
    var outlines = labels(YoloText.of(CLASSES).read(text, scene.size, "a"));
    var again = new Scene(scene.size, outlines);
    assertThat(yolo(again, AnnotationForm.YOLO_ORIENTED)).isEqualTo(text);
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
        new YoloLines(AnnotationForm.YOLO_POSE, CLASSES, shape, scene.size).write(scene.labels);
    var points = CLASSES.stream().map(name -> POINTS).toList();
    var read =
        labels(new YoloText(CLASSES, points, flat ? 2 : 3, false).read(text, scene.size, "a"));
    same(read.boxes(), scene.labels.boxes(), 1e-4);
    var given = scene.labels.points();
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

  /** To the nearest pixels, one at the least, all inside the picture; with all that is known. */
  @Property(tries = 150)
  void vocKeepsBoxesToThePixelAndAttributes(@ForAll("crowds") Scene scene) {
    var read = voc(scene.labels, scene.size);
    same(read.boxes(), scene.labels.boxes(), 1.001);
    for (int i = 0; i < read.boxes().size(); i++) {
      var box = read.boxes().get(i).shape();
      assertThat(box.width()).isGreaterThanOrEqualTo(1);
      assertThat(box.height()).isGreaterThanOrEqualTo(1);
      assertThat(box.left()).isNotNegative();
      assertThat(box.right()).isLessThanOrEqualTo(scene.size.width());
      assertThat(box.bottom()).isLessThanOrEqualTo(scene.size.height());
      assertThat(read.boxes().get(i).attributes())
          .containsAllEntriesOf(scene.labels.boxes().get(i).attributes())
          .containsKey("difficult");
    }
    assertThat(voc(read, scene.size)).isEqualTo(read);
  }

  private static Labels voc(Labels labels, Size size) {
    return labels(VocXml.read(VocXml.write("a.png", size, labels), "a"));
  }

  @Property(tries = 150)
  void cocoKeepsAll(@ForAll("crowds") Scene scene) {
    var read = coco(scene.labels, scene.size);
    same(read.boxes(), scene.labels.boxes(), 1e-9);
    assertThat(read.boxes()).extracting(Labelled::attributes).isEqualTo(known(scene.labels));
    same(read.polygons(), scene.labels.polygons());
    assertThat(read.points()).isEqualTo(scene.labels.points());
  }

  private static List<Map<String, String>> known(Labels labels) {
    return labels.boxes().stream().map(Labelled::attributes).toList();
  }

  private static Labels coco(Labels labels, Size size) {
    var categories = new LinkedHashMap<String, ObjectNode>();
    var names = new HashMap<String, String>();
    for (var name : CLASSES) {
      var tree = JsonNodeFactory.instance.objectNode().put("name", name);
      POINTS.forEach(tree.putArray("keypoints")::add);
      categories.put(name, tree);
      names.put("7" + CLASSES.indexOf(name), name);
    }
    var scan = new CocoScan(new Categories(categories), names, Set.of(), 0, List.of(), false);
    var found = new Found();
    for (var thing : labels.things()) {
      var category = Ids.node("7" + CLASSES.indexOf(Things.label(thing)));
      var tree = CocoThing.numbered(CocoThing.write(thing, size), Ids.node("1"), category, POINTS);
      var id = Things.attributes(thing).get("id");
      tree.set("id", id == null ? null : Ids.node(id));
      found.add(() -> CocoThing.read(tree, scan, Optional.of(size), "it"));
    }
    return labels(found);
  }

  @Property(tries = 150)
  void cocoKeepsMasksToThePixel(@ForAll("masks") Scene scene) {
    var read = coco(scene.labels, scene.size);
    assertThat(read.polygons()).isEqualTo(scene.labels.polygons());
  }

  /** What VOC holds survives the way over it, and what YOLO holds the way over COCO. */
  @Property(tries = 150)
  void conversionsKeepWhatTheTableSays(@ForAll("scenes") Scene scene) {
    var coco = coco(scene.labels, scene.size);
    var back = coco(voc(coco, scene.size), scene.size);
    same(back.boxes(), scene.labels.boxes(), 1.001);
    for (int i = 0; i < back.boxes().size(); i++) {
      assertThat(back.boxes().get(i).attributes())
          .containsAllEntriesOf(scene.labels.boxes().get(i).attributes());
    }
    for (var form : List.of(AnnotationForm.YOLO, AnnotationForm.YOLO_OUTLINES)) {
      var text = yolo(scene, form);
      var over = coco(labels(YoloText.of(CLASSES).read(text, scene.size, "a")), scene.size);
      assertThat(yolo(new Scene(scene.size, over), form)).isEqualTo(text);
    }
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

  private static void same(List<Labelled<Polygon>> read, List<Labelled<Polygon>> written) {
    assertThat(read).hasSameSizeAs(written);
    for (int i = 0; i < read.size(); i++) {
      same(read.get(i), written.get(i), 1e-4);
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
    return Arbitraries.randomValue(random -> scene(random, false));
  }

  /** Scenes in which some things are crowds, which YOLO leaves out. */
  @Provide
  Arbitrary<Scene> crowds() {
    return Arbitraries.randomValue(random -> scene(random, true));
  }

  @Provide
  Arbitrary<Scene> turned() {
    return Arbitraries.randomValue(
        random -> {
          var scene = scene(random, false);
          var boxes =
              scene.labels.boxes().stream()
                  .map(given -> turned(given, scene.size, 1 + random.nextInt(88)))
                  .toList();
          return new Scene(scene.size, new Labels(boxes, List.of(), List.of()));
        });
  }

  /** None so long that it reaches ten sides beyond the image, which YOLO's files may not. */
  private static Labelled<Box> turned(Labelled<Box> given, Size size, double degrees) {
    var box = given.shape();
    double most = 3.0 * Math.min(size.width(), size.height());
    double width = 2 + Math.min(box.width(), most);
    double height = 1 + Math.min(box.height(), most);
    return new Labelled<>(
        new Box(box.x(), box.y(), width, height, degrees), given.label(), given.object());
  }

  @Provide
  Arbitrary<Scene> masks() {
    return Arbitraries.randomValue(
        random -> {
          var size = new Size(1 + random.nextInt(20), 1 + random.nextInt(20));
          var outlines = new ArrayList<Labelled<Polygon>>();
          for (int object = 0; object < 3; object++) {
            long first = random.nextInt((int) size.pixels());
            long run = 1L + random.nextInt((int) (size.pixels() - first));
            var mask =
                RunLengthMask.of(
                    size.height(), size.width(), first, run, size.pixels() - first - run);
            for (var outline : mask.outlines()) {
              outlines.add(
                  new Labelled<>(
                      outline, "dog", object, Map.of("iscrowd", "1", "segmentation", "rle")));
            }
          }
          return new Scene(size, new Labels(List.of(), outlines, List.of()));
        });
  }

  private static Map<String, String> attributes(RandomGenerator random, boolean crowds) {
    var attributes = new TreeMap<String, String>();
    attributes.put("id", Long.toString(random.nextLong()));
    attributes.put("pose", random.nextBoolean() ? "Left" : "Frontal");
    if (crowds && random.nextBoolean()) {
      attributes.put("iscrowd", "1");
    }
    for (var name : List.of("difficult", "truncated", "occluded")) {
      if (random.nextBoolean()) {
        attributes.put(name, random.nextBoolean() ? "1" : "0");
      }
    }
    return attributes;
  }

  private static Scene scene(RandomGenerator random, boolean crowds) {
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
      var known = attributes(random, crowds);
      boxes.add(new Labelled<>(box, name, object, known));
      for (int part = random.nextInt(2); part >= 0; part--) {
        outlines.add(new Labelled<>(part(box, part).corners(), name, object, known));
      }
      for (var point : POINTS) {
        if (random.nextBoolean()) {
          points.add(
              Things.point(one, random.nextDouble() * high, 1 + random.nextInt(2), point, object));
        }
      }
    }
    return new Scene(size, new Labels(boxes, outlines, points));
  }

  private static Box part(Box box, int part) {
    return Box.ofEdges(box.left() + part * box.width() / 2, box.top(), box.right(), box.bottom());
  }
}
