package dev.variegate.stage.param;

import dev.variegate.label.BoxFormat;
import dev.variegate.label.BoxShape;
import dev.variegate.label.LabelRules;
import dev.variegate.label.LabelRules.Outside;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The values of {@link LabelParams}: their defaults, their checks and what they mean. */
public final class LabelOptions {

  private LabelOptions() {}

  /** As {@link LabelRules#LabelRules()} has them. */
  static void defaults(LabelParams<?> stage) {
    var usual = new LabelRules();
    stage.setDefault(stage.maskCols(), new String[0]);
    stage.setDefault(stage.boxFormat(), word(BoxFormat.CORNERS));
    stage.setDefault(stage.boxShape(), word(usual.boxes()));
    stage.setDefault(stage.outside(), word(usual.outside()));
    stage.setDefault(stage.minVisibility(), usual.minVisible());
    stage.setDefault(stage.minArea(), usual.minArea());
    stage.setDefault(stage.mirroredLabels(), new String[0]);
  }

  public static BoxFormat format(String word) {
    return named(BoxFormat.values(), word, "boxFormat");
  }

  public static BoxShape shape(String word) {
    return named(BoxShape.values(), word, "boxShape");
  }

  public static Outside outside(String word) {
    return named(Outside.values(), word, "outside");
  }

  static void requireVisibility(double fraction) {
    new LabelRules(Outside.CLIP, BoxShape.UPRIGHT, fraction, 0, Map.of());
  }

  static void requireArea(double area) {
    new LabelRules(Outside.CLIP, BoxShape.UPRIGHT, 0, area, Map.of());
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
    return new LabelRules(Outside.CLIP, BoxShape.UPRIGHT, 0, 0, mirrored).mirrored();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E named(E[] all, String word, String param) {
    return Arrays.stream(all)
        .filter(value -> word(value).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is \"%s\" but must be one of: %s; set one"
                        .formatted(
                            param,
                            word,
                            Arrays.stream(all)
                                .map(LabelOptions::word)
                                .collect(Collectors.joining(", ")))));
  }
}
