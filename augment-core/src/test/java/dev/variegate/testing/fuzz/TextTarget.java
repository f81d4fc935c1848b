package dev.variegate.testing.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A reader of text, mostly JSON or YAML. */
public abstract class TextTarget implements FuzzTarget {

  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          "- ",
          "\n",
          "null",
          "true",
          "-1",
          "0",
          "0.5",
          "1e999",
          "NaN",
          ".inf",
          "2147483648",
          "9223372036854775808",
          "\\u001b",
          "&a",
          "*a");

  private final String name;
  private final List<String> words;
  private final List<byte[]> seeds;

  /**
   * @param words of the format beside those of JSON and YAML
   * @param seeds good texts
   */
  protected TextTarget(String name, List<String> words, String... seeds) {
    this.name = name;
    this.words = Stream.concat(WORDS.stream(), words.stream()).toList();
    this.seeds = Stream.of(seeds).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Reads a text, as {@link #read(byte[])} does. */
  protected abstract void read(String text) throws Exception;

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<String> words() {
    return words;
  }

  @Override
  public final List<byte[]> seeds() {
    return seeds;
  }

  @Override
  public final void read(byte[] input) throws Exception {
    read(new String(input, StandardCharsets.UTF_8));
  }
}
