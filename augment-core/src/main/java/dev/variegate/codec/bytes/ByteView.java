package dev.variegate.codec.bytes;

import dev.variegate.image.BadImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Unsigned numbers out of encoded bytes; reading past the end means that the file was cut short.
 */
public final class ByteView {

  private final byte[] bytes;
  private final ByteBuffer buffer;
  private final String what;

  /** What the bytes are, such as {@code PNG}, for the message. */
  public ByteView(byte[] bytes, ByteOrder order, String what) {
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes).order(order);
    this.what = what;
  }

  public int length() {
    return bytes.length;
  }

  public ByteOrder order() {
    return buffer.order();
  }

  public int u8(long at) {
    return bytes[within(at, 1)] & 0xff;
  }

  public int u16(long at) {
    return buffer.getShort(within(at, 2)) & 0xffff;
  }

  public int i32(long at) {
    return buffer.getInt(within(at, 4));
  }

  public long u32(long at) {
    return i32(at) & 0xffffffffL;
  }

  /** Beyond the largest long it is negative, which is no place in any file. */
  public long i64(long at) {
    return buffer.getLong(within(at, 8));
  }

  public boolean has(long at, String latin1) {
    if (at < 0 || at > bytes.length - latin1.length()) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if ((bytes[(int) at + i] & 0xff) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public byte[] bytes(long at, long length) {
    int from = within(at, length);
    return Arrays.copyOfRange(bytes, from, from + (int) length);
  }

  public String latin1(long at, int length) {
    return new String(bytes, within(at, length), length, StandardCharsets.ISO_8859_1);
  }

  /** Requires that this many bytes follow. */
  public void require(long at, long length) {
    within(at, length);
  }

  private int within(long at, long length) {
    if (at < 0 || length < 0 || at > bytes.length - length) {
      throw new BadImageException(
          BadImageException.Reason.TRUNCATED,
          "%s has %d bytes but needs at least %s; copy or download it again"
              .formatted(what, bytes.length, Long.toUnsignedString(at + length)));
    }
    return (int) at;
  }
}
