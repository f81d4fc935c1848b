package dev.variegate.io.annotation;

import dev.variegate.image.Size;
import dev.variegate.label.Attributes;
import dev.variegate.label.Box;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.label.LabeledShape;
import dev.variegate.label.Labels;
import dev.variegate.label.Point;
import dev.variegate.label.Polygon;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Writes annotations of one picture as {@link YoloText} reads them. Crowds are left out, as
 * Ultralytics' converter does.
 *
 * @param classes names in the order of their numbers
 * @param points names of the keypoints of each class, in their order
 */
record YoloLines(AnnotationForm form, List<String> classes, PoseNames points, Size picture) {

  /** A line for each thing; one for each outline where outlines are written. */
  String write(Labels labels) {
    return labels.things().stream()
        .filter(thing -> !Things.isCrowd(thing))
        .flatMap(this::lines)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private Stream<String> lines(Labels thing) {
    var label = Things.label(thing);
    int number = classes.indexOf(label);
    return switch (form) {
      case YOLO_SEGMENTATION ->
          thing.outlines().stream().map(outline -> number + text(shares(outline)));
      case YOLO_OBB -> Stream.of(number + text(shares(corners(thing))));
      case YOLO_POSE -> Stream.of(number + text(box(thing)) + pose(thing, label));
      default -> Stream.of(number + text(box(thing)));
    };
  }

  private double[] box(Labels thing) {
    return BoxFormat.YOLO.write(Things.box(thing), picture, BoxShape.UPRIGHT);
  }

  /** Those of a turned box, of an outline of four corners, or of the box. */
  private static Polygon corners(Labels thing) {
    return thing.boxes().stream()
        .map(LabeledShape::shape)
        .filter(box -> box.degrees() != 0)
        .map(Box::corners)
        .findFirst()
        .or(
            () ->
                thing.polygons().stream()
                    .map(LabeledShape::shape)
                    .filter(outline -> thing.polygons().size() == 1 && outline.points().size() == 4)
                    .findFirst())
        .orElseGet(() -> Things.box(thing).corners());
  }

  private double[] shares(Polygon outline) {
    return outline.points().stream().flatMapToDouble(this::shares).toArray();
  }

  private DoubleStream shares(Point point) {
    return DoubleStream.of(point.x() / picture.width(), point.y() / picture.height());
  }

  /** Each keypoint of the longest list of names, a sign of none for what the thing has not. */
  private String pose(Labels thing, String label) {
    var there =
        thing.points().stream()
            .collect(Collectors.toMap(LabeledShape::label, Function.identity(), (one, other) -> one));
    var names = points.of(label);
    var text = new StringBuilder();
    for (int i = 0; i < points.number(); i++) {
      text.append(keypoint(i < names.size() ? there.get(names.get(i)) : null));
    }
    return text.toString();
  }

  private String keypoint(LabeledShape<Point> point) {
    boolean flat = points.dimensions() == 2;
    if (point == null) {
      return flat ? " -1 -1" : " 0 0 0";
    }
    var visibility = point.attributes().getOrDefault(Attributes.VISIBILITY, "2");
    return text(shares(point.shape()).toArray()) + (flat ? "" : " " + visibility);
  }

  private static String text(double... shares) {
    return Arrays.stream(shares)
        .mapToObj(share -> String.format(Locale.ROOT, " %.8f", share))
        .collect(Collectors.joining());
  }
}
