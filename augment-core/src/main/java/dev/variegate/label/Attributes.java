package dev.variegate.label;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of an object besides its shapes and its label: texts by names, which go wherever
 * the object goes. Names other than these may be used freely.
 */
public final class Attributes {

  /** COCO: the annotation's own id. */
  public static final String ID = "id";

  /** COCO: {@code 1} where the shape is about many objects at once. */
  public static final String CROWD = "iscrowd";

  /** COCO and YOLO: {@code 1} at a point that is labeled but hidden; where absent, it is seen. */
  public static final String VISIBILITY = "visibility";

  /**
   * {@value #RLE} at polygons that stand for a run-length encoded mask; see {@link RunLengthMask}.
   */
  public static final String SEGMENTATION = "segmentation";

  /** The value of {@value #SEGMENTATION}. */
  public static final String RLE = "rle";

  /** VOC: {@code 1} where evaluation skips the object. */
  public static final String DIFFICULT = "difficult";

  /** VOC: {@code 1} where a part of the object is outside the box; set when a copy cuts it off. */
  public static final String TRUNCATED = "truncated";

  /** VOC: {@code 1} where something hides a part of the object. */
  public static final String OCCLUDED = "occluded";

  /** VOC: the side from which the object is seen; Left and Right change places in a mirror. */
  public static final String POSE = "pose";

  private static final Map<String, String> MIRRORED_POSES =
      Map.of("Left", "Right", "Right", "Left");

  private Attributes() {}

  /** The attributes after the object's image was changed. */
  static Map<String, String> moved(Map<String, String> given, boolean mirrored, boolean cut) {
    if (given.isEmpty()) {
      return given;
    }
    var moved = new TreeMap<>(given);
    if (mirrored) {
      moved.computeIfPresent(POSE, (name, pose) -> MIRRORED_POSES.getOrDefault(pose, pose));
    }
    if (cut) {
      moved.replace(TRUNCATED, "0", "1");
    }
    return moved;
  }
}
