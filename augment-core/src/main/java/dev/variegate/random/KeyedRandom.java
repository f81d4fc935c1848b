package dev.variegate.random;

import java.util.random.RandomGenerator;

/**
 * One stream of random numbers: a pure function of a key, two numbers and the place in the stream.
 *
 * <p>Every way to draw one number is written out here, so that the same stream gives the same
 * numbers whatever the Java version: the defaults of {@link RandomGenerator} are free to change.
 * Not safe to share between threads; make one for each use, it is cheap.
 */
public final class KeyedRandom implements RandomGenerator {

  private static final int WORDS = 4;

  private final long key;
  private final int place;
  private final int copy;
  private final int[] block = new int[WORDS];
  private long blocks;
  private int used = WORDS;
  private double spareGaussian = Double.NaN;

  /** Stream = Philox with this key over the counters (block low, block high, place, copy). */
  KeyedRandom(long key, int place, int copy) {
    this.key = key;
    this.place = place;
    this.copy = copy;
  }

  @Override
  public int nextInt() {
    if (used == WORDS) {
      Philox4x32.block((int) blocks, (int) (blocks >>> 32), place, copy, key, block);
      blocks++;
      used = 0;
    }
    return block[used++];
  }

  /** Two words, the first in the high half. */
  @Override
  public long nextLong() {
    long high = (long) nextInt() << 32;
    return high | Integer.toUnsignedLong(nextInt());
  }

  @Override
  public boolean nextBoolean() {
    return nextInt() < 0;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0, word = 0; i < bytes.length; i++, word >>>= 8) {
      word = i % 4 == 0 ? nextInt() : word;
      bytes[i] = (byte) word;
    }
  }

  @Override
  public float nextFloat() {
    return (nextInt() >>> 8) * 0x1p-24f;
  }

  @Override
  public float nextFloat(float bound) {
    return nextFloat(0, bound);
  }

  @Override
  public float nextFloat(float origin, float bound) {
    requireOrder(origin < bound && Float.isFinite(bound - origin), origin, bound);
    float drawn = origin + nextFloat() * (bound - origin);
    return drawn < bound ? drawn : Math.nextDown(bound);
  }

  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  @Override
  public double nextDouble(double bound) {
    return nextDouble(0, bound);
  }

  @Override
  public double nextDouble(double origin, double bound) {
    requireOrder(origin < bound && Double.isFinite(bound - origin), origin, bound);
    double drawn = origin + nextDouble() * (bound - origin);
    return drawn < bound ? drawn : Math.nextDown(bound); // rounding can reach the open end
  }

  @Override
  public int nextInt(int bound) {
    return nextInt(0, bound);
  }

  @Override
  public int nextInt(int origin, int bound) {
    return (int) nextLong(origin, bound);
  }

  @Override
  public long nextLong(long bound) {
    return nextLong(0, bound);
  }

  /** Takes 63-bit numbers until one falls below the largest multiple of the span: no bias. */
  @Override
  public long nextLong(long origin, long bound) {
    long span = bound - origin;
    requireOrder(origin < bound && span > 0, origin, bound);
    long bits;
    long drawn;
    do {
      bits = nextLong() >>> 1;
      drawn = bits % span;
    } while (bits - drawn + (span - 1) < 0);
    return origin + drawn;
  }

  /** Box and Muller's pair, by {@link StrictMath}, which gives the same bits everywhere. */
  @Override
  public double nextGaussian() {
    double spare = spareGaussian;
    if (!Double.isNaN(spare)) {
      spareGaussian = Double.NaN;
      return spare;
    }
    double radius = StrictMath.sqrt(2 * nextExponential());
    double angle = 2 * Math.PI * nextDouble();
    spareGaussian = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  @Override
  public double nextGaussian(double mean, double deviation) {
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException(
          "Deviation is %s but must be at least 0; give its magnitude".formatted(deviation));
    }
    return mean + deviation * nextGaussian();
  }

  @Override
  public double nextExponential() {
    return -StrictMath.log(1 - nextDouble()); // 1 - u lies in (0, 1]
  }

  private static void requireOrder(boolean ordered, Number origin, Number bound) {
    if (!ordered) {
      throw new IllegalArgumentException(
          "Random numbers are asked from [%s, %s) but must be a span that is not empty and finite; fix its ends"
              .formatted(origin, bound));
    }
  }
}
