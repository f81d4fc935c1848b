package dev.variegate.codec;

import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.SampleType;
import java.io.Serializable;
import java.util.Locale;

/**
 * How an image is written. As text: {@code jpeg:95}, {@code png}, {@code tiff}, {@code webp:90}.
 *
 * <ul>
 *   <li>JPEG: gray or RGB, 8-bit; baseline, chroma halved both ways (4:2:0), standard Huffman
 *       tables.
 *   <li>PNG: gray, RGB or RGBA, 8 or 16-bit; lossless, so that its quality is always 100.
 *   <li>TIFF: any number of channels, 8-bit, 16-bit or float; lossless, packed by Deflate.
 *   <li>WebP: RGB or RGBA, 8-bit, lossy; the format has no gray, which is written as equal RGB.
 * </ul>
 *
 * @param quality 1 (smallest) to 100 (best); 100 for PNG and TIFF
 */
public record Encoding(ImageFormat format, int quality) implements Serializable {

  private static final String KNOWN = "jpeg, jpeg:1..100, png, tiff, webp, webp:1..100";

  public Encoding {
    if (!format.isWritten()) {
      throw new IllegalArgumentException(
          "Encoding is \"%s\", which is read but not written; use png, which keeps the same samples"
              .formatted(format.word()));
    }
    if (isLossless(format) && quality != 100) {
      throw new IllegalArgumentException(
          "Encoding \"%1$s\" is given quality %2$d but must have none, it is lossless; use \"%1$s\""
              .formatted(format.word(), quality));
    }
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException(
          "Encoding quality is %d but must be 1 to 100; use %s:%d"
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

  /** What keeps every sample of this image: PNG, or TIFF for floats and bands. */
  public static Encoding lossless(Image image) {
    boolean png = image.isColor() && image.type() != SampleType.FLOAT32;
    return of(png ? ImageFormat.PNG : ImageFormat.TIFF);
  }

  private static boolean isLossless(ImageFormat format) {
    return format == ImageFormat.PNG || format == ImageFormat.TIFF;
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
        "Encoding is \"%s\" but must be one of %s; use jpeg:95 if unsure".formatted(text, KNOWN));
  }

  @Override
  public String toString() {
    return isLossless(format) ? format.word() : format.word() + ":" + quality;
  }
}
