package dev.variegate.base;

import java.util.Locale;
import java.util.regex.Pattern;

/** How Java's names are written in policy files. */
public final class KebabCase {

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private KebabCase() {}

  /** {@code RandomResizedCrop} and {@code randomResizedCrop} become {@code random-resized-crop}. */
  public static String kebab(String camelCase) {
    return HUMP.matcher(camelCase).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /** {@code VERY_LARGE} becomes {@code very-large}. */
  public static String kebab(Enum<?> constant) {
    return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
