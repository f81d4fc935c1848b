package dev.variegate.base;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One of the words that a value may be, most often the constants of an enum: {@code navier-stokes}
 * in files and Params is {@code NAVIER_STOKES}.
 */
public final class Choice {

  private Choice() {}

  /** The words of all constants, in the enum's order. */
  public static <E extends Enum<E>> List<String> words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(KebabCase::kebab).toList();
  }

  /** The constant of a word, if there is one. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> KebabCase.kebab(constant).equals(word))
        .findFirst();
  }

  /**
   * The constant of a word.
   *
   * @param name what messages call the value
   * @throws IllegalArgumentException naming the known words and the likeliest one
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String word, String name) {
    return find(type, word).orElseThrow(() -> unknown(word, words(type), name));
  }

  /**
   * Refuses another word than these.
   *
   * @param name what messages call the value
   * @throws IllegalArgumentException naming the known words and the likeliest one
   */
  public static void require(Collection<String> known, String word, String name) {
    if (!known.contains(word)) {
      throw unknown(word, known, name);
    }
  }

  private static IllegalArgumentException unknown(
      String word, Collection<String> known, String name) {
    return new IllegalArgumentException(
        "%s is \"%s\"; %s".formatted(name, word, DidYouMean.among(String.valueOf(word), known)));
  }
}
