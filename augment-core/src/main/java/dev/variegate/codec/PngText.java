package dev.variegate.codec;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Text in the chunks of a PNG, such as the lineage of a made image.
 *
 * <p>Text of ISO 8859-1 becomes a chunk {@code tEXt}, other text an uncompressed {@code iTXt} in
 * UTF-8; both stand before the pixels, where readers find them without decoding. Pixels are not
 * touched. Source: W3C, "Portable Network Graphics (PNG) Specification (Third Edition)", section
 * 11.3.3.
 */
public final class PngText {

  /** The keyword under which a made image carries its lineage as JSON. */
  public static final String LINEAGE = "variegate:lineage";

  private static final int SIGNATURE = 8;
  private static final int LONGEST_KEYWORD = 79;
  private static final String LATIN = "tEXt";
  private static final String INTERNATIONAL = "iTXt";

  private PngText() {}

  /**
   * The file with the text under the keyword, in place of any that was there.
   *
   * @param keyword 1 to 79 letters of printable ISO 8859-1, no space at either end nor two together
   * @throws IllegalArgumentException if the file is not a PNG or the text cannot stand in one
   */
  public static byte[] insert(byte[] png, String keyword, String text) {
    requireKeyword(keyword);
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "PNG text under \"%s\" has the character U+0000 but must have none; remove it"
              .formatted(keyword));
    }
    var view = view(png);
    var out = new ByteArrayOutputStream(png.length + 2 * text.length() + 64);
    int next = end(view, SIGNATURE); // behind IHDR, which must come first
    out.write(png, 0, next);
    out.writeBytes(chunk(keyword, text));
    for (int at = next; at < png.length; at = next) {
      next = end(view, at);
      if (!isText(view, at) || !keyword.equals(keyword(view, at))) {
        out.write(png, at, next - at);
      }
    }
    return out.toByteArray();
  }

  /**
   * All texts of a PNG by keyword, the first where one stands twice. Compressed texts are skipped.
   *
   * @throws IllegalArgumentException if the file is not a PNG
   * @throws BadImageException if it stops early
   */
  public static Map<String, String> read(byte[] png) {
    var view = view(png);
    var texts = new LinkedHashMap<String, String>();
    int next;
    for (int at = SIGNATURE; at < png.length; at = next) {
      next = end(view, at);
      int start = text(view, at);
      if (start >= 0) {
        var charset =
            view.has(at + 4, LATIN) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        texts.putIfAbsent(keyword(view, at), new String(png, start, next - 4 - start, charset));
      }
    }
    return texts;
  }

  private static ByteView view(byte[] png) {
    var format = FormatSignature.of(png);
    if (format != ImageFormat.PNG) {
      throw new IllegalArgumentException(
          "Image with text is %s but must be PNG, whose chunks hold text; use the encoding png"
              .formatted(format.title()));
    }
    return new ByteView(png, ByteOrder.BIG_ENDIAN, "PNG");
  }

  /** Where the chunk that starts here ends: length, type, content, check sum. */
  private static int end(ByteView view, int at) {
    long length = view.u32(at);
    view.require(at, length + 12);
    return Math.toIntExact(at + length + 12);
  }

  private static boolean isText(ByteView view, int at) {
    return view.has(at + 4, LATIN) || view.has(at + 4, INTERNATIONAL) || view.has(at + 4, "zTXt");
  }

  private static String keyword(ByteView view, int at) {
    int end = nul(view, at + 8, end(view, at) - 4);
    return view.latin1(at + 8, end - at - 8);
  }

  /** Where the text of a chunk starts, or -1 where there is none that can be read as it lies. */
  private static int text(ByteView view, int at) {
    int end = end(view, at) - 4;
    if (view.has(at + 4, LATIN)) {
      return Math.min(end, nul(view, at + 8, end) + 1);
    }
    int flags = nul(view, at + 8, end) + 1;
    if (!view.has(at + 4, INTERNATIONAL) || flags + 2 > end || view.u8(flags) != 0) {
      return -1;
    }
    int translated = nul(view, flags + 2, end) + 1;
    return Math.min(end, nul(view, translated, end) + 1);
  }

  private static int nul(ByteView view, int from, int end) {
    int at = from;
    while (at < end && view.u8(at) != 0) {
      at++;
    }
    return at;
  }

  private static byte[] chunk(String keyword, String text) {
    boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
    // Between keyword and text: a separator; or that, two flags, no language, no translation.
    var between = new byte[latin ? 1 : 5];
    var name = keyword.getBytes(StandardCharsets.ISO_8859_1);
    var content = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    int length = name.length + between.length + content.length;
    var chunk =
        ByteBuffer.allocate(length + 12)
            .putInt(length)
            .put((latin ? LATIN : INTERNATIONAL).getBytes(StandardCharsets.US_ASCII))
            .put(name)
            .put(between)
            .put(content);
    var crc = new CRC32();
    crc.update(chunk.array(), 4, length + 4);
    return chunk.putInt((int) crc.getValue()).array();
  }

  private static void requireKeyword(String keyword) {
    boolean printable = keyword.chars().allMatch(PngText::isPrintable);
    boolean spaced = keyword.equals(keyword.strip()) && !keyword.contains("  ");
    if (keyword.isEmpty() || keyword.length() > LONGEST_KEYWORD || !printable || !spaced) {
      throw new IllegalArgumentException(
          "PNG keyword is \"%s\" but must be 1 to %d printable letters of ISO 8859-1 with single spaces inside; shorten or respell it"
              .formatted(keyword, LONGEST_KEYWORD));
    }
  }

  private static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7e) || (c >= 0xa1 && c <= 0xff);
  }
}
