package dev.variegate.label;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What happens to shapes that leave the image or are mirrored.
 *
 * @param outside what happens at the edge
 * @param boxes what boxes may become
 * @param minVisible fraction of a shape's own area that must be seen, inside and hidden by no hole,
 *     0..1, or it is dropped; the area is that of the whole shape after all moves
 * @param minArea square pixels that must be seen, or it is dropped
 * @param mirrored labels that are swapped when left and right are, such as left-eye and right-eye;
 *     each pair once
 */
public record LabelRules(
    Outside outside,
    BoxShape boxes,
    double minVisible,
    double minArea,
    Map<String, String> mirrored)
    implements Serializable {

  /** What happens at the edge of an image. */
  public enum Outside {
    /** Shapes are cut off there; points beyond are dropped. */
    CLIP,
    /** What is not wholly inside is dropped. */
    DROP,
    /** Nothing is dropped or cut off. */
    KEEP
  }

  public LabelRules {
    if (!(minVisible >= 0 && minVisible <= 1)) {
      throw new IllegalArgumentException(
          "Least visible fraction is %s but must stay within [0.0, 1.0]; give a fraction of a shape's area"
              .formatted(minVisible));
    }
    if (!(minArea >= 0)) {
      throw new IllegalArgumentException(
          "Least visible area is %s but must be at least 0; give square pixels".formatted(minArea));
    }
    mirrored = bothWays(mirrored);
  }

  /** Upright boxes, cut off at the edge, dropped where less than a tenth is left. */
  public LabelRules() {
    this(Outside.CLIP, BoxShape.AXIS_ALIGNED, 0.1, 1, Map.of());
  }

  private static Map<String, String> bothWays(Map<String, String> pairs) {
    var both = new HashMap<String, String>(pairs);
    pairs.forEach(
        (one, other) -> {
          var taken = both.putIfAbsent(other, one);
          if (taken != null && !taken.equals(one)) {
            throw new IllegalArgumentException(
                "Label \"%s\" is the mirror of \"%s\" and of \"%s\" but must have one; correct the pairs"
                    .formatted(other, one, taken));
          }
        });
    return Map.copyOf(both);
  }

  String label(String given, PointMap map) {
    return map.isMirror() ? mirrored.getOrDefault(given, given) : given;
  }
}
