package dev.variegate.image.planted;

import ai.djl.ndarray.types.DataType;
import dev.variegate.random.Range;
import java.util.Random;

/** Breaks every rule at once, to show that the rules see it. */
final class EveryFault {

  private EveryFault() {}

  static void commit() {
    System.out.println(Range.of(0, new Random(1).nextDouble()) + DataType.FLOAT32.name());
  }
}
