package dev.variegate.io;

import dev.variegate.image.Size;
import dev.variegate.label.Box;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.label.Labelled;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Annotations of one picture as YOLO writes them: a line for each thing, with the number of its
 * class, and then the middle, width and height of its box, or x and y of each corner of its outline
 * (three at the least); all as shares of the picture's sides.
 */
final class YoloText {

  private static final int BOX = 5;
  private static final int TRIANGLE = 7;

  private YoloText() {}

  /**
   * The shapes of a file, with an object number each.
   *
   * @param names of the classes
   * @param name what messages call the file
   */
  static Labels read(String text, List<String> names, Size picture, String name) {
    var boxes = new ArrayList<Labelled<Box>>();
    var polygons = new ArrayList<Labelled<Polygon>>();
    for (var line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      var numbers = numbers(line, name);
      int object = boxes.size() + polygons.size();
      var label = label(numbers[0], names, line, name);
      var shape = Arrays.copyOfRange(numbers, 1, numbers.length);
      if (numbers.length == BOX) {
        boxes.add(new Labelled<>(BoxFormat.YOLO.read(shape, picture), label, object));
      } else if (numbers.length >= TRIANGLE && numbers.length % 2 == 1) {
        polygons.add(new Labelled<>(outline(shape, picture), label, object));
      } else {
        throw wrong(line, name, "a class and 4 numbers, or x and y of 3 corners or more");
      }
    }
    return new Labels(boxes, polygons, List.of());
  }

  private static double[] numbers(String line, String name) {
    try {
      var numbers = Arrays.stream(line.split("\\s+")).mapToDouble(Double::parseDouble).toArray();
      if (!Arrays.stream(numbers).allMatch(Double::isFinite)) {
        throw wrong(line, name, "finite numbers");
      }
      return numbers;
    } catch (NumberFormatException e) {
      throw wrong(line, name, "numbers");
    }
  }

  private static String label(double number, List<String> names, String line, String name) {
    if (number != Math.rint(number) || number < 0 || number >= names.size()) {
      throw wrong(line, name, "the number of one of the %d classes first".formatted(names.size()));
    }
    return names.get((int) number);
  }

  private static IllegalArgumentException wrong(String line, String name, String must) {
    return new IllegalArgumentException(
        "YOLO annotation \"%s\" has the line \"%s\", must have %s; correct it"
            .formatted(name, line, must));
  }

  private static Polygon outline(double[] shares, Size picture) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < shares.length; i += 2) {
      points.add(new Point(shares[i] * picture.width(), shares[i + 1] * picture.height()));
    }
    return new Polygon(points);
  }

  /**
   * A line for each thing.
   *
   * @param names of the classes, in the order of their numbers
   * @param outlines whether outlines are written, the corners of the box where a thing has none;
   *     else boxes. A thing of several outlines gets a line for each.
   */
  static String write(Labels labels, List<String> names, Size picture, boolean outlines) {
    return labels.things().stream()
        .flatMap(
            thing -> {
              int number = names.indexOf(Things.label(thing));
              return outlines
                  ? thing.outlines().stream().map(outline -> line(number, outline, picture))
                  : Stream.of(
                      line(
                          number,
                          BoxFormat.YOLO.write(Things.box(thing), picture, BoxShape.UPRIGHT)));
            })
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String line(int number, Polygon outline, Size picture) {
    return line(
        number,
        outline.points().stream()
            .flatMapToDouble(
                point -> DoubleStream.of(point.x() / picture.width(), point.y() / picture.height()))
            .toArray());
  }

  private static String line(int number, double... shares) {
    return number
        + Arrays.stream(shares)
            .mapToObj(share -> String.format(Locale.ROOT, " %.8f", share))
            .collect(Collectors.joining());
  }
}
