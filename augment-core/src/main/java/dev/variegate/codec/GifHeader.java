package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.ImageFormat.GIF;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Colors;
import dev.variegate.image.Size;
import java.nio.ByteOrder;

/**
 * The first frame of a GIF (CompuServe's specification 89a) and its place on the canvas, which
 * grows where the frame goes beyond it, as in browsers.
 *
 * @param canvas what the image measures
 * @param frame what the frame measures
 * @param palette where its colors start
 * @param colors how many the palette has
 * @param transparent entry that is not a color, or -1
 * @param codes where the frame's codes start
 */
record GifHeader(
    Size canvas,
    Size frame,
    int left,
    int top,
    boolean interlaced,
    int palette,
    int colors,
    int transparent,
    int codes) {

  private static final int SCREEN = 6;
  private static final int FIRST_BLOCK = 13;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int FRAME = 0x2c;
  private static final int END = 0x3b;

  /** Codes of 12 bits stand for 4,096 pixels at most. */
  private static final long MAX_PIXELS_A_BYTE = 2731;

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    var gif = of(bytes, limit);
    int channels = gif.hasAlpha() ? 4 : 3;
    return new ImageHeader(
        GIF, gif.canvas, channels, 8, new Blocks(bytes).frames(), 1, Colors.AS_STORED);
  }

  static GifHeader of(byte[] bytes, PixelLimit limit) {
    var blocks = new Blocks(bytes);
    int at = blocks.toFrame(FIRST_BLOCK + blocks.colors(SCREEN + 4) * 3);
    if (at < 0) {
      throw new BadImageException(CORRUPT, "GIF has no frame but must have one; replace the file");
    }
    var view = blocks.view;
    int left = view.u16(at + 1L);
    int top = view.u16(at + 3L);
    var frame = limit.check(GIF, view.u16(at + 5L), view.u16(at + 7L));
    var canvas =
        limit.check(
            GIF,
            Math.max(view.u16(SCREEN), left + frame.width()),
            Math.max(view.u16(SCREEN + 2L), top + frame.height()));
    int own = blocks.colors(at + 9);
    int palette = own > 0 ? at + 10 : FIRST_BLOCK;
    int colors = own > 0 ? own : blocks.colors(SCREEN + 4);
    view.require(palette, 3L * colors);
    int codes = at + 10 + 3 * own;
    requireEnoughData(frame, bytes.length - codes);
    boolean interlaced = (view.u8(at + 9L) & 0x40) != 0;
    return new GifHeader(
        canvas, frame, left, top, interlaced, palette, colors, blocks.transparent, codes);
  }

  /** What no frame covers shows what lies behind the image. */
  boolean hasAlpha() {
    return transparent >= 0 || !frame.equals(canvas);
  }

  private static void requireEnoughData(Size frame, long bytes) {
    if (bytes * MAX_PIXELS_A_BYTE < frame.pixels()) {
      throw new BadImageException(
          CORRUPT,
          "GIF declares %s pixels but has only %d bytes of them, too few for that size; replace the file"
              .formatted(frame, bytes));
    }
  }

  /** Walks over the blocks. */
  private static final class Blocks {

    private final ByteView view;
    private int transparent = -1;

    Blocks(byte[] bytes) {
      this.view = new ByteView(bytes, ByteOrder.LITTLE_ENDIAN, "GIF");
    }

    /** How many colors the flags at this place announce. */
    int colors(int flags) {
      int value = view.u8(flags);
      return (value & 0x80) == 0 ? 0 : 2 << (value & 7);
    }

    /** The next frame from here on, or -1 where the end comes first. */
    int toFrame(int from) {
      int at = from;
      while (view.u8(at) != FRAME) {
        if (view.u8(at) == END) {
          return -1;
        }
        boolean extension = view.u8(at) == EXTENSION;
        if (extension && view.u8(at + 1L) == GRAPHIC_CONTROL) {
          transparent = (view.u8(at + 3L) & 1) == 0 ? -1 : view.u8(at + 6L);
        }
        at = extension ? behind(at + 2) : at + 1; // stray bytes are skipped, as viewers do
      }
      return at;
    }

    /** Behind the pieces that start here, the last of which is empty. */
    private int behind(int from) {
      int at = from;
      while (view.u8(at) != 0) {
        at += 1 + view.u8(at);
      }
      return at + 1;
    }

    /** All frames; a file that stops after its first is none that is worth a refusal. */
    int frames() {
      int count = 0;
      try {
        int at = toFrame(FIRST_BLOCK + colors(SCREEN + 4) * 3);
        for (; at >= 0; count++) {
          at = toFrame(behind(at + 11 + 3 * colors(at + 9)));
        }
      } catch (BadImageException e) {
        return Math.max(1, count);
      }
      return count;
    }
  }
}
