package dev.variegate.io.annotation;

import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the annotations of one image as YOLO writes them: a line for each instance, with the number
 * of its class, and then the middle, width and height of its box, or x and y of each corner of its
 * polygon (three at least), or a box and keypoints; all as fractions of the image's sides.
 *
 * @param names of the classes
 * @param keypoints names of those of each class; empty lists where there are none
 * @param dimensions numbers of a keypoint, 2 or 3
 * @param oriented whether four corners are a rotated box
 */
record YoloText(List<String> names, List<List<String>> keypoints, int dimensions, boolean oriented)
    implements Serializable {

  private static final int BOX = 5;
  private static final int TRIANGLE = 7;
  private static final int CORNERS = 9;

  /** Fractions are 0 to 1; what is larger than this is not a fraction but pixels. */
  private static final double LARGEST = 10;

  static YoloText of(YoloData data) {
    return new YoloText(data.names(), data.keypointNames(), data.keypoints()[1], data.isOriented());
  }

  /**
   * The shapes of a file, with an object number each.
   *
   * @param name what messages call the file
   */
  FoundLabels read(String text, Size image, String name) {
    var found = new FoundLabels();
    text.replace("\uFEFF", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> found.add(() -> new Line(line, name, image).labels()));
    return found;
  }

  /** One line. */
  private final class Line {
    private final String text;
    private final String file;
    private final Size image;
    private final double[] numbers;

    Line(String text, String file, Size image) {
      this.text = text;
      this.file = file;
      this.image = image;
      this.numbers = numbers();
    }

    Labels labels() {
      if (numbers[0] != Math.rint(numbers[0]) || numbers[0] < 0 || numbers[0] >= names.size()) {
        throw wrong("the number of one of the %d classes first".formatted(names.size()));
      }
      var label = names.get((int) numbers[0]);
      var points = keypoints.get((int) numbers[0]);
      if (!points.isEmpty()) {
        return pose(label, points);
      }
      requireFractions(1, numbers.length, 1);
      if (numbers.length == BOX) {
        return boxed(box(), label, List.of());
      }
      if (numbers.length < TRIANGLE || numbers.length % 2 == 0) {
        throw wrong(
            "a class and 4 numbers, or x and y of 3 corners or more (keypoints need kpt_shape in data.yaml)");
      }
      var polygon = polygon();
      return numbers.length == CORNERS && oriented
          ? boxed(Box.smallestAbout(polygon), label, List.of())
          : new Labels(List.of(), List.of(new LabeledShape<>(polygon, label, 0)), List.of());
    }

    private Labels pose(String label, List<String> names) {
      if (numbers.length != BOX + names.size() * dimensions) {
        throw wrong(
            "a class, 4 numbers and %d keypoints of %d numbers, as kpt_shape says"
                .formatted(names.size(), dimensions));
      }
      requireFractions(1, BOX, 1);
      requireFractions(BOX, numbers.length, dimensions);
      requireFractions(BOX + 1, numbers.length, dimensions);
      var points = new ArrayList<LabeledShape<Point>>();
      for (int i = 0; i < names.size(); i++) {
        int at = BOX + i * dimensions;
        int visibility = visibility(at);
        if (visibility > 0) {
          double x = numbers[at] * image.width();
          double y = numbers[at + 1] * image.height();
          points.add(Instances.point(x, y, visibility, names.get(i), 0));
        }
      }
      return boxed(box(), label, points);
    }

    /** Without a number of its own, a point that is not labeled has negative places. */
    private int visibility(int at) {
      if (dimensions == 2) {
        return numbers[at] < 0 || numbers[at + 1] < 0 ? 0 : 2;
      }
      int visibility = (int) numbers[at + 2];
      if (visibility != numbers[at + 2] || visibility < 0 || visibility > 2) {
        throw wrong("0, 1 or 2 as the visibility of keypoints");
      }
      return visibility;
    }

    private static Labels boxed(Box box, String label, List<LabeledShape<Point>> points) {
      return new Labels(List.of(new LabeledShape<>(box, label, 0)), List.of(), points);
    }

    private Box box() {
      if (!(numbers[3] >= 0 && numbers[4] >= 0)) {
        throw wrong("a width and a height of at least 0");
      }
      return BoxFormat.YOLO.read(Arrays.copyOfRange(numbers, 1, BOX), image);
    }

    private Polygon polygon() {
      var points = new ArrayList<Point>();
      for (int i = 1; i < numbers.length; i += 2) {
        points.add(new Point(numbers[i] * image.width(), numbers[i + 1] * image.height()));
      }
      return new Polygon(points);
    }

    private void requireFractions(int from, int to, int step) {
      for (int i = from; i < to; i += step) {
        if (Math.abs(numbers[i]) > LARGEST) {
          throw wrong("fractions of the image's sides, 0 to 1; pixels are none");
        }
      }
    }

    private double[] numbers() {
      try {
        var all = Arrays.stream(text.split("\\s+")).mapToDouble(Double::parseDouble).toArray();
        if (!Arrays.stream(all).allMatch(Double::isFinite)) {
          throw wrong("finite numbers");
        }
        return all;
      } catch (NumberFormatException e) {
        throw wrong("numbers");
      }
    }

    private IllegalArgumentException wrong(String must) {
      return new IllegalArgumentException(
          "YOLO annotation \"%s\" has the line \"%s\" but must have %s; correct it"
              .formatted(file, Field.shown(text), must));
    }
  }
}
