package dev.variegate.testing.fuzz;

import java.util.List;

/**
 * A reader of foreign input. Implementations lie beside what they read and are listed in {@code
 * META-INF/services}, so that {@link Fuzzer} reaches readers that are not public.
 */
public interface FuzzTarget {

  /** What the figures call it. */
  String name();

  /** Good inputs, which are mutated. */
  List<byte[]> seeds();

  /** Words of the format, which mutations insert; none by default. */
  default List<String> words() {
    return List.of();
  }

  /**
   * Reads an input. An input that is refused by a message of our own is as good as one that is
   * read; anything else that is thrown is a fault.
   */
  void read(byte[] input) throws Exception;
}
