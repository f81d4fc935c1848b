package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabelRules.Outside;
import java.util.Map;
import java.util.TreeMap;

/** The values of {@link LabelParams}: their defaults, their checks and what they mean. */
public final class LabelOptions {

  private LabelOptions() {}

  /** As {@link LabelRules#LabelRules()} has them. */
  static void defaults(LabelParams<?> stage) {
    var usual = new LabelRules();
    stage.setDefault(stage.boxFormat(), KebabCase.kebab(BoxFormat.CORNERS));
    stage.setDefault(stage.boxShape(), KebabCase.kebab(usual.boxes()));
    stage.setDefault(stage.outside(), KebabCase.kebab(usual.outside()));
    stage.setDefault(stage.minVisibility(), usual.minVisible());
    stage.setDefault(stage.minArea(), usual.minArea());
    stage.setDefault(stage.mirroredLabels(), new String[0]);
  }

  public static BoxFormat format(String word) {
    return Choice.parse(BoxFormat.class, word, "boxFormat");
  }

  public static BoxShape shape(String word) {
    return Choice.parse(BoxShape.class, word, "boxShape");
  }

  public static Outside outside(String word) {
    return Choice.parse(Outside.class, word, "outside");
  }

  static void requireVisibility(double fraction) {
    new LabelRules(Outside.CLIP, BoxShape.AXIS_ALIGNED, fraction, 0, Map.of());
  }

  static void requireArea(double area) {
    new LabelRules(Outside.CLIP, BoxShape.AXIS_ALIGNED, 0, area, Map.of());
  }

  static void requireNames(String... columns) {
    for (var column : columns) {
      ParamSupport.requireName(column, "maskCols");
    }
  }

  /** Reads pairs such as {@code left-eye=right-eye}. */
  public static Map<String, String> mirrored(String... pairs) {
    var mirrored = new TreeMap<String, String>();
    for (var pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 0 || mirrored.containsKey(pair.substring(0, equals))) {
        throw new IllegalArgumentException(
            "mirroredLabels has \"%s\" but must have pairs such as left-eye=right-eye, each label once; correct it"
                .formatted(pair));
      }
      mirrored.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return new LabelRules(Outside.CLIP, BoxShape.AXIS_ALIGNED, 0, 0, mirrored).mirrored();
  }
}
