package dev.variegate.policy.imported;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.variegate.policy.imported.AlbumentationsTable.Rule;
import java.util.HashMap;
import java.util.Map;

/** What happens to the transforms of Albumentations that move pixels. */
final class AlbumentationsGeometry {

  private AlbumentationsGeometry() {}

  static Map<String, Rule> rules() {
    var rules = new HashMap<String, Rule>();
    moves(rules);
    crops(rules);
    return rules;
  }

  private static void moves(Map<String, Rule> rules) {
    rules.put("HorizontalFlip", p -> p.as("flip").put("axis", "horizontal").done());
    rules.put("VerticalFlip", p -> p.as("flip").put("axis", "vertical").done());
    rules.put("Transpose", p -> p.as("transpose").done());
    rules.put("RandomRotate90", p -> p.as("rotate90").done());
    rules.put("D4", p -> p.as("dihedral").done());
    rules.put(
        "Rotate",
        p -> p.as("rotate").put("degrees", p.around("limit")).interpolated().bordered().done());
    rules.put(
        "ShiftScaleRotate",
        p ->
            p.as("affine")
                .put("degrees", p.around("rotate_limit"))
                .put("scale", p.around("scale_limit"), x -> 1 + x)
                .put("shear-x", 0)
                .put("shear-y", 0)
                .put(
                    "translate-x",
                    p.around(p.has("shift_limit_x") ? "shift_limit_x" : "shift_limit"))
                .put(
                    "translate-y",
                    p.around(p.has("shift_limit_y") ? "shift_limit_y" : "shift_limit"))
                .interpolated()
                .bordered()
                .done());
    rules.put("Perspective", AlbumentationsGeometry::perspective);
    rules.put(
        "OpticalDistortion",
        p -> {
          p.differs("the lens is measured by the image's diagonal");
          return p.as("optical-distortion")
              .put("k", p.around("distort_limit"))
              .interpolated()
              .bordered()
              .done();
        });
    rules.put("GridDistortion", AlbumentationsGeometry::gridDistortion);
  }

  private static ObjectNode perspective(AlbumentationsParams p) {
    p.differs("corners are drawn evenly up to the scale, where there they are drawn normally");
    return p.as("perspective").put("scale", p.range("scale")).interpolated().done();
  }

  private static ObjectNode gridDistortion(AlbumentationsParams p) {
    var limit = p.around("distort_limit").map(ends -> new double[] {0, Math.abs(ends[1])});
    return p.as("grid-distortion")
        .put("columns", p.number("num_steps", 5))
        .put("rows", p.number("num_steps", 5))
        .put("limit", limit)
        .interpolated()
        .done();
  }

  private static void crops(Map<String, Rule> rules) {
    rules.put(
        "RandomResizedCrop",
        p ->
            sized(p, "random-resized-crop")
                .put("area", p.range("scale"))
                .put("ratio", p.range("ratio"))
                .interpolated()
                .done());
    rules.put("Resize", p -> sized(p, "resize").interpolated().done());
    rules.put(
        "BBoxSafeRandomCrop",
        p -> {
          p.get("erosion_rate");
          p.differs("no box is eroded, and a window has three tenths of each side at least");
          return p.as("box-safe-crop").done();
        });
    rules.put("RandomCrop", p -> sized(p, "crop").put("place", "random").done());
    rules.put("CenterCrop", p -> sized(p, "crop").put("place", "center").done());
    rules.put(
        "PadIfNeeded",
        p ->
            p.as("pad")
                .put("width", p.number("min_width", 1))
                .put("height", p.number("min_height", 1))
                .bordered()
                .done());
  }

  /** Height comes first in a size of theirs. */
  private static AlbumentationsParams.Filled sized(AlbumentationsParams p, String word) {
    var size = p.get("size");
    return p.as(word)
        .put("width", size.isArray() ? size.get(1).asDouble() : p.number("width", 1))
        .put("height", size.isArray() ? size.get(0).asDouble() : p.number("height", 1));
  }
}
