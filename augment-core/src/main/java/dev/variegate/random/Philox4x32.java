package dev.variegate.random;

/**
 * The counter-based generator Philox 4x32 with 10 rounds: a keyed, bijective scrambling of a
 * 128-bit counter, so that any number of any stream is found without making those before it.
 *
 * <p>Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11, section 4.3.
 */
final class Philox4x32 {

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private Philox4x32() {}

  /**
   * Writes the block of four words that belongs to a counter, lowest word first.
   *
   * @param key both key words, the first in the low half
   */
  static void block(int c0, int c1, int c2, int c3, long key, int[] block) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * Integer.toUnsignedLong(c0);
      long product1 = MULTIPLIER_1 * Integer.toUnsignedLong(c2);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    block[0] = c0;
    block[1] = c1;
    block[2] = c2;
    block[3] = c3;
  }
}
