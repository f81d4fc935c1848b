package dev.variegate.io.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** What is written in a form of annotations is read again: scenes, and the ways there and back. */
public abstract class AnnotationLaws {

  static final List<String> CLASSES = List.of("cat", "dog", "tall instance");
  static final List<String> POINTS = List.of("ear", "nose", "tail");

  /** An image's size and the instances in it, each with a box and a polygon. */
  public record Scene(Size size, Labels labels) {}

  static String yolo(Scene scene, AnnotationFormat form) {
    return new YoloLines(form, CLASSES, PoseNames.NONE, scene.size).write(scene.labels);
  }

  static Labels labels(FoundLabels found) {
    assertThat(found.faults()).isEmpty();
    return found.labels();
  }

  static Labels voc(Labels labels, Size size) {
    return labels(VocXml.read(VocXml.write("a.png", size, labels), "a"));
  }

  static Labels coco(Labels labels, Size size) {
    var categories = new LinkedHashMap<String, ObjectNode>();
    var names = new HashMap<String, String>();
    for (var name : CLASSES) {
      var tree = JsonNodeFactory.instance.objectNode().put("name", name);
      POINTS.forEach(tree.putArray("keypoints")::add);
      categories.put(name, tree);
      names.put("7" + CLASSES.indexOf(name), name);
    }
    var scan = new CocoScan(new Categories(categories), names, Set.of(), 0, List.of(), false);
    var found = new FoundLabels();
    for (var instance : labels.instances()) {
      var category = Ids.node("7" + CLASSES.indexOf(Instances.label(instance)));
      var tree =
          CocoInstance.numbered(
              CocoInstance.write(instance, size), Ids.node("1"), category, POINTS);
      var id = Instances.attributes(instance).get("id");
      tree.set("id", id == null ? null : Ids.node(id));
      found.add(() -> CocoInstance.read(tree, scan, Optional.of(size), "it"));
    }
    return labels(found);
  }

  static void same(List<LabeledShape<Box>> read, List<LabeledShape<Box>> written, double pixels) {
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

  static void same(List<LabeledShape<Polygon>> read, List<LabeledShape<Polygon>> written) {
    assertThat(read).hasSameSizeAs(written);
    for (int i = 0; i < read.size(); i++) {
      same(read.get(i), written.get(i), 1e-4);
    }
  }

  static void same(LabeledShape<Polygon> read, LabeledShape<Polygon> written, double pixels) {
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

  /** Scenes in which some instances are crowds, which YOLO leaves out. */
  @Provide
  Arbitrary<Scene> crowds() {
    return Arbitraries.randomValue(random -> scene(random, true));
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

  static Scene scene(RandomGenerator random, boolean crowds) {
    var size = new Size(1 + random.nextInt(300), 1 + random.nextInt(300));
    var boxes = new ArrayList<LabeledShape<Box>>();
    var polygons = new ArrayList<LabeledShape<Polygon>>();
    var points = new ArrayList<LabeledShape<Point>>();
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
      boxes.add(new LabeledShape<>(box, name, object, known));
      for (int part = random.nextInt(2); part >= 0; part--) {
        polygons.add(new LabeledShape<>(part(box, part).corners(), name, object, known));
      }
      for (var point : POINTS) {
        if (random.nextBoolean()) {
          points.add(
              Instances.point(
                  one, random.nextDouble() * high, 1 + random.nextInt(2), point, object));
        }
      }
    }
    return new Scene(size, new Labels(boxes, polygons, points));
  }

  private static Box part(Box box, int part) {
    return Box.ofEdges(box.left() + part * box.width() / 2, box.top(), box.right(), box.bottom());
  }
}
