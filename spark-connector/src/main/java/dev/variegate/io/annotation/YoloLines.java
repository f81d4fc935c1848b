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
 * Writes annotations of one image as {@link YoloText} reads them. Crowds are left out, as
 * Ultralytics' converter does.
 *
 * @param classes names in the order of their numbers
 * @param points names of the keypoints of each class, in their order
 */
record YoloLines(AnnotationFormat format, List<String> classes, PoseNames points, Size image) {

  /** A line for each instance; one for each polygon where polygons are written. */
  String write(Labels labels) {
    return labels.instances().stream()
        .filter(instance -> !Instances.isCrowd(instance))
        .flatMap(this::lines)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private Stream<String> lines(Labels instance) {
    var label = Instances.label(instance);
    int number = classes.indexOf(label);
    return switch (format) {
      case YOLO_SEGMENTATION ->
          instance.regions().stream().map(polygon -> number + text(fractions(polygon)));
      case YOLO_OBB -> Stream.of(number + text(fractions(corners(instance))));
      case YOLO_POSE -> Stream.of(number + text(box(instance)) + pose(instance, label));
      default -> Stream.of(number + text(box(instance)));
    };
  }

  private double[] box(Labels instance) {
    return BoxFormat.YOLO.write(Instances.box(instance), image, BoxShape.AXIS_ALIGNED);
  }

  /** Those of a rotated box, of a polygon of four corners, or of the box. */
  private static Polygon corners(Labels instance) {
    return instance.boxes().stream()
        .map(LabeledShape::shape)
        .filter(box -> box.degrees() != 0)
        .map(Box::corners)
        .findFirst()
        .or(
            () ->
                instance.polygons().stream()
                    .map(LabeledShape::shape)
                    .filter(
                        polygon -> instance.polygons().size() == 1 && polygon.points().size() == 4)
                    .findFirst())
        .orElseGet(() -> Instances.box(instance).corners());
  }

  private double[] fractions(Polygon polygon) {
    return polygon.points().stream().flatMapToDouble(this::fractions).toArray();
  }

  private DoubleStream fractions(Point point) {
    return DoubleStream.of(point.x() / image.width(), point.y() / image.height());
  }

  /**
   * Each keypoint of the longest list of names, a sign of none for what the instance does not have.
   */
  private String pose(Labels instance, String label) {
    var there =
        instance.points().stream()
            .collect(
                Collectors.toMap(LabeledShape::label, Function.identity(), (one, other) -> one));
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
    return text(fractions(point.shape()).toArray()) + (flat ? "" : " " + visibility);
  }

  private static String text(double... fractions) {
    return Arrays.stream(fractions)
        .mapToObj(fraction -> String.format(Locale.ROOT, " %.8f", fraction))
        .collect(Collectors.joining());
  }
}
