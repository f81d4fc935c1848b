package dev.variegate.base;

import java.util.Locale;

/** How Java's names are written in policy files. */
public final class KebabCase {

  private KebabCase() {}

  /** {@code RandomResizedCrop} and {@code randomResizedCrop} become {@code random-resized-crop}. */
  public static String kebab(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** {@code VERY_LARGE} becomes {@code very-large}. */
  public static String kebab(Enum<?> constant) {
    return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
