package dev.variegate.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How names of constants are written in files. */
final class Word {

  private Word() {}

  /** {@code TRUNCATED_NORMAL} as {@code truncated-normal}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Stream.of(type.getEnumConstants()).map(Word::of).toList();
  }
}
