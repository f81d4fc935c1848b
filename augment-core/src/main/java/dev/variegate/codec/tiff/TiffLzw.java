package dev.variegate.codec.tiff;

/**
 * Expands one strip or tile packed by Lempel, Ziv and Welch's method as TIFF 6.0, section 13 has
 * it: codes of 9 to 12 bits, the highest bit first, widened one code early. Writers from before
 * TIFF 6.0 put the lowest bit first and widen when the codes are used up.
 */
final class TiffLzw {

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int MAX = 4096;

  private final byte[] packed;
  private final int end;
  private final byte[] into;
  private final boolean lowestFirst;

  /** Where in the output the string of each code stands, and how long it is. */
  private final int[] starts = new int[MAX];

  private final int[] lengths = new int[MAX];
  private int at;
  private long bits;
  private int held;

  TiffLzw(byte[] packed, int start, int length, byte[] into) {
    this.packed = packed;
    this.end = start + length;
    this.into = into;
    this.at = start;
    // both kinds start by a clear, of nine bits
    this.lowestFirst = length > 1 && packed[start] == 0 && (packed[start + 1] & 1) != 0;
  }

  /** How many bytes came out; codes that mean nothing end it. */
  int expand() {
    int out = 0;
    int next = FIRST;
    int earlier = -1;
    int earlierStart = 0;
    int earlierLength = 0;
    while (out < into.length) {
      int code = code(next);
      if (code == CLEAR) {
        next = FIRST;
        earlier = -1;
        continue;
      }
      if (code < 0 || code == END || code > next || (earlier < 0 && code > END)) {
        break;
      }
      if (earlier >= 0 && next < MAX) { // the string before and the byte that now follows it
        starts[next] = earlierStart;
        lengths[next] = earlierLength + 1;
        next++;
      }
      if (code >= next) {
        break;
      }
      earlierStart = out;
      earlierLength = code < CLEAR ? 1 : lengths[code];
      earlier = code;
      out = put(code, out);
    }
    return out;
  }

  /** Strings overlap what is being written where a code names the very string before it. */
  private int put(int code, int out) {
    if (code < CLEAR) {
      into[out] = (byte) code;
      return out + 1;
    }
    int length = Math.min(lengths[code], into.length - out);
    for (int i = 0; i < length; i++) {
      into[out + i] = into[starts[code] + i];
    }
    return out + length;
  }

  /** The next code, of as many bits as the table that stands by then needs; -1 at the end. */
  private int code(int next) {
    int early = lowestFirst ? 0 : 1;
    int width = next < 512 - early ? 9 : next < 1024 - early ? 10 : next < 2048 - early ? 11 : 12;
    while (held < width) {
      if (at >= end) {
        return -1;
      }
      long next8 = packed[at++] & 0xff;
      bits = lowestFirst ? bits | (next8 << held) : (bits << 8) | next8;
      held += 8;
    }
    held -= width;
    int mask = (1 << width) - 1;
    if (!lowestFirst) {
      return (int) (bits >> held) & mask;
    }
    int code = (int) bits & mask;
    bits >>= width;
    return code;
  }
}
