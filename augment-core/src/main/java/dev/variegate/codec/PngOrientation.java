package dev.variegate.codec;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.Orientation;
import dev.variegate.codec.tiff.TiffDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.InflaterInputStream;

/**
 * Where a PNG says how it is to be turned: in EXIF (a chunk of its own, or ImageMagick's older text
 * in hexadecimal digits), and else in XMP.
 */
final class PngOrientation {

  private static final String XMP = "XML:com.adobe.xmp\0";
  private static final String RAW = "Raw profile type exif\0";

  /** Of inflated text; what stands behind it is skipped. */
  private static final int MAX_TEXT = 1 << 20;

  private final byte[] bytes;
  private final ByteView view;
  private int exif;
  private int raw;
  private int xmp;

  PngOrientation(byte[] bytes, ByteView view) {
    this.bytes = bytes;
    this.view = view;
  }

  int found() {
    return Orientation.of(exif != Orientation.NONE ? exif : raw, xmp);
  }

  /** Looks at a chunk, which starts with its length and type. */
  void note(int at, int length) {
    int data = at + 8;
    if (view.has(at + 4, "eXIf")) {
      exif = TiffDirectory.exifOrientation(bytes, view.has(data, "Exif\0\0") ? data + 6 : data);
    } else if (view.has(at + 4, "iTXt") && view.has(data, XMP)) {
      int flag = data + XMP.length();
      int start = view.u8(flag) == 0 ? flag : behindTexts(flag + 2);
      xmp = Orientation.ofXmp(text(start, data + length, start != flag));
    } else if (view.has(at + 4, "zTXt") && view.has(data, RAW)) {
      raw = ofDigits(text(data + RAW.length() + 1, data + length, true));
    } else if (view.has(at + 4, "tEXt") && view.has(data, RAW)) {
      raw = ofDigits(text(data + RAW.length(), data + length, false));
    }
  }

  /** Behind the language and the translated keyword. */
  private int behindTexts(int from) {
    int at = from;
    for (int ends = 0; ends < 2; at++) {
      ends += view.u8(at) == 0 ? 1 : 0;
    }
    return at;
  }

  private byte[] text(int from, int end, boolean deflated) {
    int length = Math.max(0, end - from);
    if (!deflated) {
      return view.bytes(from, length);
    }
    try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes, from, length))) {
      return in.readNBytes(MAX_TEXT);
    } catch (IOException e) {
      return new byte[0]; // damaged text must not cost the image
    }
  }

  /** A line with the name, one with the length, and lines of digits. */
  private static int ofDigits(byte[] text) {
    var lines = new String(text, StandardCharsets.ISO_8859_1).strip().split("\\s+", 3);
    var digits = lines.length < 3 ? "" : lines[2].replaceAll("\\s", "");
    if (!digits.matches("(?:[0-9a-fA-F]{2})*")) {
      return Orientation.NONE;
    }
    var block = HexFormat.of().parseHex(digits);
    boolean prefixed = digits.startsWith("457869660000");
    return TiffDirectory.exifOrientation(block, prefixed ? 6 : 0);
  }
}
