package dev.variegate.stage.row;

import dev.variegate.random.DrawKey;

/** Hashes of rows that put them in an order which depends on seed and keys alone. */
public final class RowHash {

  private RowHash() {}

  /**
   * The hash of a row; copy 0 is never drawn for anything else.
   *
   * @param place what the order is for: a method of a plan by its number, or a number that no plan
   *     reaches
   */
  public static long of(long seed, String key, int place) {
    return new DrawKey(seed, key, 0).generator(place).nextLong();
  }
}
