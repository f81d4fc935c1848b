package dev.variegate.job;

import dev.variegate.stage.ClassBalancer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of labels that follow the images of a job, as its section {@code labels} names them.
 *
 * @param boxes column of boxes
 * @param polygons column of polygons
 * @param keypoints column of keypoints
 * @param masks columns of masks
 * @param boxFormat how the numbers of boxes are meant
 * @param outside what becomes of shapes at the edge
 * @param minVisibility least share of a shape that must be seen
 * @param generated what becomes of labels beside generated images: error or drop
 */
record LabelSpec(
    Optional<String> boxes,
    Optional<String> polygons,
    Optional<String> keypoints,
    List<String> masks,
    Optional<String> boxFormat,
    Optional<String> outside,
    Optional<Double> minVisibility,
    Optional<String> generated) {

  static final List<String> KEYS =
      List.of(
          "boxes",
          "polygons",
          "keypoints",
          "masks",
          "box-format",
          "outside",
          "min-visibility",
          "generated");

  /** The keys of what messages of the stage call by its Params. */
  private static final Map<String, String> KEYS_OF_PARAMS =
      Map.of(
          "boxesCol", "labels.boxes",
          "polygonsCol", "labels.polygons",
          "keypointsCol", "labels.keypoints",
          "maskCols", "labels.masks",
          "boxFormat", "labels.box-format",
          "handleLabels", "labels.generated");

  /** A Param, or what is quoted and stays: names of the user's own. */
  private static final Pattern PARAM =
      Pattern.compile(
          "\"[^\"]*\"|\\b(?:%s)\\b".formatted(String.join("|", KEYS_OF_PARAMS.keySet())));

  LabelSpec {
    masks = List.copyOf(masks);
  }

  /** Whether it names a column of labels. */
  boolean names() {
    return boxes.isPresent() || polygons.isPresent() || keypoints.isPresent() || !masks.isEmpty();
  }

  /** Reads the section; what is left out is as {@link ClassBalancer} has it. */
  static LabelSpec read(Section labels) {
    return new LabelSpec(
        text(labels, "boxes", ClassBalancer::setBoxesCol),
        text(labels, "polygons", ClassBalancer::setPolygonsCol),
        text(labels, "keypoints", ClassBalancer::setKeypointsCol),
        labels.texts("masks"),
        text(labels, "box-format", ClassBalancer::setBoxFormat),
        text(labels, "outside", ClassBalancer::setOutside),
        labels.has("min-visibility")
            ? Optional.of(
                checked(
                    labels,
                    "min-visibility",
                    labels.number("min-visibility", 0, 0),
                    ClassBalancer::setMinVisibility))
            : Optional.empty(),
        text(labels, "generated", ClassBalancer::setHandleLabels));
  }

  /** Tells the stage, which knows the rest. */
  void setOn(ClassBalancer balancer) {
    boxes.ifPresent(balancer::setBoxesCol);
    polygons.ifPresent(balancer::setPolygonsCol);
    keypoints.ifPresent(balancer::setKeypointsCol);
    balancer.setMaskCols(masks.toArray(String[]::new));
    boxFormat.ifPresent(balancer::setBoxFormat);
    outside.ifPresent(balancer::setOutside);
    minVisibility.ifPresent(balancer::setMinVisibility);
    generated.ifPresent(balancer::setHandleLabels);
  }

  /** A message of the stage with the keys of the job file in place of Params. */
  static String inKeys(String message) {
    return PARAM
        .matcher(message)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    KEYS_OF_PARAMS.getOrDefault(found.group(), found.group())));
  }

  private static Optional<String> text(
      Section labels, String key, BiConsumer<ClassBalancer, String> setting) {
    return labels.has(key)
        ? Optional.of(checked(labels, key, labels.text(key), setting))
        : Optional.empty();
  }

  /** The value, if the stage takes it. */
  private static <T> T checked(
      Section labels, String key, T value, BiConsumer<ClassBalancer, T> setting) {
    try {
      setting.accept(new ClassBalancer(), value);
      return value;
    } catch (IllegalArgumentException e) {
      throw labels.refused(key, e);
    }
  }
}
