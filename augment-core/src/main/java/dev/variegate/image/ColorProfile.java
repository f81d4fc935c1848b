package dev.variegate.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The color profile of an image file: what its samples look like. At most 4 MiB; one that is larger
 * or damaged counts as none.
 *
 * <p>Source: ICC.1:2022, section 7.
 */
public final class ColorProfile {

  /** Of a profile, in bytes; those of cameras and printers have some thousands. */
  public static final int MAX_BYTES = 4 << 20;

  private static final int HEADER = 128;
  private static final int TAG = 12;
  private static final int COLOR_SPACE = 16;
  private static final int SIGNATURE = 36;

  private final byte[] bytes;

  private ColorProfile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The profile of these bytes, where they are a whole one. */
  public static Optional<ColorProfile> of(byte[] bytes) {
    return Optional.of(bytes).filter(ColorProfile::isWhole).map(ColorProfile::new);
  }

  private static boolean isWhole(byte[] bytes) {
    if (bytes.length < HEADER + 4 || bytes.length > MAX_BYTES) {
      return false;
    }
    var view = ByteBuffer.wrap(bytes);
    long tags = Integer.toUnsignedLong(view.getInt(HEADER));
    if (view.getInt(0) != bytes.length
        || !word(bytes, SIGNATURE).equals("acsp")
        || HEADER + 4 + tags * TAG > bytes.length) {
      return false;
    }
    for (int i = 0; i < tags; i++) {
      int at = HEADER + 4 + i * TAG;
      long start = Integer.toUnsignedLong(view.getInt(at + 4));
      if (start + Integer.toUnsignedLong(view.getInt(at + 8)) > bytes.length) {
        return false;
      }
    }
    return true;
  }

  private static String word(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  /** Whether it describes so many channels: gray, or red, green and blue, with or without alpha. */
  public boolean fits(int channels) {
    return switch (word(bytes, COLOR_SPACE)) {
      case "GRAY" -> channels == 1;
      case "RGB " -> channels == 3 || channels == 4;
      default -> false;
    };
  }

  /** A copy of the profile. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  public byte[] part(int from, int to) {
    return Arrays.copyOfRange(bytes, from, Math.min(to, bytes.length));
  }
}
