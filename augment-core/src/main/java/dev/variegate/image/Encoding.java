package dev.variegate.image;

import java.io.Serializable;
import java.util.Locale;

/**
 * How a picture is written. As text: {@code jpeg:95}, {@code png}, {@code webp:90}.
 *
 * <ul>
 *   <li>JPEG: grey or RGB, 8-bit; baseline, chroma halved both ways (4:2:0), standard Huffman
 *       tables.
 *   <li>PNG: grey, RGB or RGBA, 8 or 16-bit; lossless, so that its quality is always 100.
 *   <li>WebP: RGB or RGBA, 8-bit, lossy; the format has no grey, which is written as equal RGB.
 * </ul>
 *
 * @param quality 1 (smallest) to 100 (best); 100 for PNG
 */
public record Encoding(ImageFormat format, int quality) implements Serializable {

  private static final String KNOWN = "jpeg, jpeg:1..100, png, webp, webp:1..100";

  public Encoding {
    if (format == ImageFormat.BMP || format == ImageFormat.TIFF) {
      throw new IllegalArgumentException(
          "Encoding is \"%s\", which is read but not written; use png, which keeps the same samples"
              .formatted(format.word()));
    }
    if (format == ImageFormat.PNG && quality != 100) {
      throw new IllegalArgumentException(
          "Encoding \"png\" is given quality %d, must have none, it is lossless; use \"png\""
              .formatted(quality));
    }
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException(
          "Encoding quality is %d, must be 1 to 100; use %s:%d"
              .formatted(quality, format.word(), of(format).quality));
    }
  }

  /** The format at its default quality: JPEG 95, WebP 90. */
  public static Encoding of(ImageFormat format) {
    return new Encoding(
        format,
        switch (format) {
          case JPEG -> 95;
          case WEBP -> 90;
          default -> 100;
        });
  }

  /** Reads the text form; the quality may be left out. */
  public static Encoding parse(String text) {
    int colon = text.indexOf(':');
    var word = colon < 0 ? text : text.substring(0, colon);
    for (var format : ImageFormat.values()) {
      if (format.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
        return colon < 0 ? of(format) : new Encoding(format, number(text, colon + 1));
      }
    }
    throw unknown(text);
  }

  private static int number(String text, int start) {
    try {
      return Integer.parseInt(text.substring(start).strip());
    } catch (NumberFormatException e) {
      throw unknown(text);
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "Encoding is \"%s\", must be one of %s; use jpeg:95 where unsure".formatted(text, KNOWN));
  }

  @Override
  public String toString() {
    return format == ImageFormat.PNG ? format.word() : format.word() + ":" + quality;
  }
}
