package dev.variegate.random;

import dev.variegate.base.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * Finds the stream of random numbers that belongs to one job seed, one source image, one copy of it
 * and one place in the policy. A pure function: no order, thread or partition enters.
 */
public final class Seeds {

  private Seeds() {}

  /**
   * The stream of one place of one copy. Distinct copies and places of one (seed, key) never share
   * a counter; distinct keys differ in a 64-bit key that Philox makes from the key's SHA-256.
   *
   * @param key what names the source image; any text
   * @param copy number of the copy, 0 being the original
   * @param place index of the step in the policy
   */
  public static KeyedRandom generator(long seed, String key, int copy, int place) {
    return new KeyedRandom(subkey(seed, key), place, copy);
  }

  /**
   * The streams of all places of one copy, for any attempt and link. The first attempt of the first
   * link has the stream of {@link #generator(long, String, int, int)}; each other pair has a 64-bit
   * key of its own, that Philox makes of both.
   */
  static IntFunction<KeyedRandom> generators(DrawKey draw) {
    long own = subkey(draw.seed(), draw.key());
    if (draw.attempt() > 0 || draw.link() > 0) {
      var block = new int[4];
      Philox4x32.block(draw.attempt(), draw.link(), 0, 0, own, block);
      own = Integer.toUnsignedLong(block[0]) | (long) block[1] << 32;
    }
    long key = own;
    return place -> new KeyedRandom(key, place, draw.copy());
  }

  /**
   * The stream of one row of a field of numbers that an operation draws by a seed of its own.
   *
   * @param seed the field's
   * @param row its number, from 0
   * @param channel its number, from 0
   */
  public static KeyedRandom row(long seed, int row, int channel) {
    return new KeyedRandom(seed, row, channel);
  }

  /** First 64 bits of Philox(key = seed, counter = first 128 bits of SHA-256 of the key). */
  private static long subkey(long seed, String key) {
    var digest = ByteBuffer.wrap(Sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    var block = new int[4];
    Philox4x32.block(
        digest.getInt(), digest.getInt(), digest.getInt(), digest.getInt(), seed, block);
    return Integer.toUnsignedLong(block[0]) | (long) block[1] << 32;
  }
}
