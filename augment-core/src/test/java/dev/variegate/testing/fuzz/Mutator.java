package dev.variegate.testing.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes good inputs in the ways in which files are damaged or forged. */
final class Mutator {

  private static final long[] EDGES = {
    0, 1, -1, 2, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 0x7FFFFFFFL, 0x80000000L, -2L
  };

  private static final int MAX_BYTES = 1 << 20;

  private final List<byte[]> seeds;
  private final List<String> words;

  Mutator(List<byte[]> seeds, List<String> words) {
    this.seeds = seeds;
    this.words = words;
  }

  /** A seed with one to eight changes. */
  byte[] next(RandomGenerator random) {
    var bytes = seeds.get(random.nextInt(seeds.size())).clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      bytes = bytes.length == 0 ? insert(bytes, random) : change(bytes, random);
    }
    return bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
  }

  private byte[] change(byte[] bytes, RandomGenerator random) {
    int at = place(bytes.length, random);
    switch (random.nextInt(10)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1, 2 -> bytes[at] = (byte) random.nextInt(256);
      case 3 -> edge(bytes, at, random);
      case 4 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
      case 5 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 6 -> {
        return without(bytes, at, 1 + random.nextInt(16));
      }
      case 7 -> {
        return doubled(bytes, at, 1 + random.nextInt(32));
      }
      case 8 -> {
        return insert(bytes, random);
      }
      default -> {
        return spliced(bytes, at, random);
      }
    }
    return bytes;
  }

  /** Headers are where most is decided. */
  private static int place(int length, RandomGenerator random) {
    return random.nextInt(random.nextBoolean() ? Math.min(length, 64) : length);
  }

  private static void edge(byte[] bytes, int at, RandomGenerator random) {
    int width = 1 << random.nextInt(4);
    if (at + width <= bytes.length) {
      var order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      var buffer = ByteBuffer.wrap(bytes).order(order);
      long value = EDGES[random.nextInt(EDGES.length)];
      switch (width) {
        case 1 -> buffer.put(at, (byte) value);
        case 2 -> buffer.putShort(at, (short) value);
        case 4 -> buffer.putInt(at, (int) value);
        default -> buffer.putLong(at, value);
      }
    }
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
  }

  private static byte[] doubled(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    return joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
  }

  private byte[] insert(byte[] bytes, RandomGenerator random) {
    int at = bytes.length == 0 ? 0 : place(bytes.length, random);
    byte[] piece;
    if (words.isEmpty() || random.nextInt(4) == 0) {
      piece = new byte[1 + random.nextInt(8)];
      random.nextBytes(piece);
    } else {
      piece = words.get(random.nextInt(words.size())).getBytes(StandardCharsets.UTF_8);
    }
    return joined(
        joined(Arrays.copyOf(bytes, at), piece), Arrays.copyOfRange(bytes, at, bytes.length));
  }

  /** The start of one seed with the end of another. */
  private byte[] spliced(byte[] bytes, int at, RandomGenerator random) {
    var other = seeds.get(random.nextInt(seeds.size()));
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(other, from, other.length));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
