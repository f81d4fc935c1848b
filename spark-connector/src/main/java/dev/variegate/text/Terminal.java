package dev.variegate.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that others wrote, such as the names of classes and files, for terminals and logs, which
 * obey some characters.
 */
public final class Terminal {

  /** Controls, ends of lines, marks of direction, what shows nothing, and halves of characters. */
  private static final Pattern OBEYED =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\x{e0000}-\\x{e007f}]");

  private Terminal() {}

  /**
   * The text in one line, with {@code \n} or {@code \}{@code u001b} for what is not to be obeyed.
   */
  public static String line(String text) {
    return OBEYED
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(escape(found.group())));
  }

  private static String escape(String found) {
    return switch (found) {
      case "\n" -> "\\n";
      case "\r" -> "\\r";
      case "\t" -> "\\t";
      default -> "\\u%04x".formatted(found.codePointAt(0));
    };
  }
}
