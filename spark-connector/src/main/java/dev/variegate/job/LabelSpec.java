package dev.variegate.job;

import dev.variegate.base.Choice;
import dev.variegate.base.ConfigNode;
import dev.variegate.io.ImageSource;
import dev.variegate.io.MaskFolder;
import dev.variegate.io.annotation.AnnotatedSource;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.row.LabelColumns;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The columns of labels that follow the images of a job, as its section {@code labels} names them.
 *
 * @param boxes column of boxes
 * @param polygons column of polygons
 * @param keypoints column of keypoints
 * @param masks columns of masks
 * @param boxFormat how the numbers of boxes are meant
 * @param boxShape shape of output boxes: axis-aligned or rotated
 * @param outside what happens to shapes at the edge
 * @param minVisibility smallest visible fraction of a shape that is kept
 * @param handleLabels what happens to labels beside generated images: error or drop
 */
record LabelSpec(
    Optional<String> boxes,
    Optional<String> polygons,
    Optional<String> keypoints,
    List<String> masks,
    Optional<String> boxFormat,
    Optional<String> boxShape,
    Optional<String> outside,
    Optional<Double> minVisibility,
    Optional<String> handleLabels) {

  static final List<String> KEYS =
      List.of(
          "boxes",
          "polygons",
          "keypoints",
          "masks",
          "box-format",
          "box-shape",
          "outside",
          "min-visibility",
          "handle-labels");

  LabelSpec {
    masks = List.copyOf(masks);
  }

  /** Whether it names a column of labels. */
  boolean names() {
    return boxes.isPresent() || polygons.isPresent() || keypoints.isPresent() || !masks.isEmpty();
  }

  /** The same, with the columns that a source gives where none is named. */
  LabelSpec of(ImageSource source) {
    boolean shapes = source instanceof AnnotatedSource;
    return new LabelSpec(
        boxes.or(() -> given(shapes, AnnotatedSource.BOXES)),
        polygons.or(() -> given(shapes, AnnotatedSource.POLYGONS)),
        keypoints.or(() -> given(shapes, AnnotatedSource.KEYPOINTS)),
        masks.isEmpty() && source instanceof MaskFolder ? List.of(MaskFolder.MASK) : masks,
        boxFormat,
        boxShape,
        outside,
        minVisibility,
        handleLabels);
  }

  private static Optional<String> given(boolean there, String column) {
    return Optional.of(column).filter(any -> there);
  }

  /** Reads the section; what is left out is as {@link ClassBalancer} has it. */
  static LabelSpec read(ConfigNode labels) {
    return new LabelSpec(
        text(labels.at("boxes"), ClassBalancer::setBoxesCol),
        text(labels.at("polygons"), ClassBalancer::setPolygonsCol),
        text(labels.at("keypoints"), ClassBalancer::setKeypointsCol),
        labels.at("masks").names(),
        text(labels.at("box-format"), ClassBalancer::setBoxFormat),
        text(labels.at("box-shape"), ClassBalancer::setBoxShape),
        text(labels.at("outside"), ClassBalancer::setOutside),
        read(
            labels.at("min-visibility"), given -> given.number(0), ClassBalancer::setMinVisibility),
        text(labels.at("handle-labels"), ClassBalancer::setHandleLabels));
  }

  /** Says the stage, which knows the rest. */
  void setOn(ClassBalancer balancer) {
    boxes.ifPresent(balancer::setBoxesCol);
    polygons.ifPresent(balancer::setPolygonsCol);
    keypoints.ifPresent(balancer::setKeypointsCol);
    balancer.setMaskCols(masks.toArray(String[]::new));
    boxFormat.ifPresent(balancer::setBoxFormat);
    boxShape.ifPresent(balancer::setBoxShape);
    outside.ifPresent(balancer::setOutside);
    minVisibility.ifPresent(balancer::setMinVisibility);
    handleLabels.ifPresent(balancer::setHandleLabels);
  }

  /** How a column of boxes by itself is read. */
  LabelColumns boxColumns() {
    return new LabelColumns(0, -1, -1, format(), BoxShape.AXIS_ALIGNED);
  }

  /** How the numbers of boxes are meant. */
  BoxFormat format() {
    return boxFormat.flatMap(word -> Choice.find(BoxFormat.class, word)).orElse(BoxFormat.CORNERS);
  }

  private static Optional<String> text(ConfigNode text, BiConsumer<ClassBalancer, String> setting) {
    return read(text, ConfigNode::text, setting);
  }

  /** The value, if it is given and the stage takes it. */
  private static <T> Optional<T> read(
      ConfigNode node, Function<ConfigNode, T> reading, BiConsumer<ClassBalancer, T> setting) {
    var value = node.ifGiven(reading);
    value.ifPresent(
        given ->
            node.checked(
                () -> {
                  setting.accept(new ClassBalancer(), given);
                  return given;
                }));
    return value;
  }
}
