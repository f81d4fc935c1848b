package dev.variegate.codec;

import dev.variegate.codec.bytes.ByteView;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Which coefficients the scans of a JPEG give to the last bit. Of a progressive JPEG, or one whose
 * components come one by one, whole scans may be missing and the decoder says nothing.
 */
final class JpegScans {

  private static final int START_OF_SCAN = 0xda;
  private static final int COEFFICIENTS = 64;

  private final ByteView view;

  /** By component: a bit for each coefficient. */
  private final Map<Integer, Long> given = new HashMap<>();

  private JpegScans(byte[] jpeg) {
    this.view = new ByteView(jpeg, ByteOrder.BIG_ENDIAN, "JPEG");
  }

  /** Whether nothing is missing in a JPEG whose header was read. */
  static boolean areComplete(byte[] jpeg) {
    return new JpegScans(jpeg).areComplete();
  }

  private boolean areComplete() {
    for (int at = 2; at + 4 <= view.length(); ) {
      int marker = view.u8(at + 1L);
      if (view.u8(at) != 0xff || marker < 0xc0 || marker == 0xff || !JpegHeader.hasLength(marker)) {
        at++;
        continue;
      }
      if (JpegHeader.isFrame(marker)) {
        for (int i = 0; i < view.u8(at + 9L); i++) {
          given.put(view.u8(at + 10L + 3L * i), 0L);
        }
      } else if (marker == START_OF_SCAN) {
        note(at + 4);
      }
      at += 2 + view.u16(at + 2L);
    }
    return given.values().stream().allMatch(coefficients -> coefficients == -1L);
  }

  private void note(int at) {
    int components = view.u8(at);
    int selection = at + 1 + 2 * components;
    int first = view.u8(selection);
    int last = view.u8(selection + 1L);
    boolean exact = (view.u8(selection + 2L) & 0xf) == 0;
    if (!exact || first > last || last >= COEFFICIENTS) {
      return;
    }
    long some = (-1L >>> (COEFFICIENTS - 1 - (last - first))) << first;
    for (int i = 0; i < components; i++) {
      given.merge(view.u8(at + 1L + 2L * i), some, (before, more) -> before | more);
    }
  }
}
