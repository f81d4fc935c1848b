package dev.variegate.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The file formats that are read, and whether they are also written. */
public enum ImageFormat {
  JPEG("JPEG", "jpg jpeg jpe jfif"),
  PNG("PNG", "png apng"),
  WEBP("WebP", "webp"),
  BMP("BMP", "bmp dib"),
  TIFF("TIFF", "tif tiff"),
  GIF("GIF", "gif"),
  /** Netpbm's formats: PBM, PGM, PPM and PAM. */
  PNM("PNM", "pnm ppm pgm pbm pam");

  private static final List<String> EXTENSIONS =
      Arrays.stream(values()).flatMap(format -> Stream.of(format.extensions.split(" "))).toList();

  private final String title;
  private final String extensions;

  /**
   * @param extensions endings of names, with blanks between them
   */
  ImageFormat(String title, String extensions) {
    this.title = title;
    this.extensions = extensions;
  }

  /** Every ending that names of image files have, in lower case, without the dot. */
  public static List<String> extensions() {
    return EXTENSIONS;
  }

  /** BMP, GIF and PNM are not; PNG keeps the same samples. */
  public boolean isWritten() {
    return this != BMP && this != GIF && this != PNM;
  }

  /** Name as people write it, for messages: {@code WebP}. */
  public String title() {
    return title;
  }

  /** Word used in policy and job files: {@code webp}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The longest side that can be written, in pixels. */
  public int longestSide() {
    return switch (this) {
      case JPEG -> 65_500; // libjpeg's own limit, a little below the format's
      case WEBP -> 16_383;
      default -> Integer.MAX_VALUE;
    };
  }

  /** Usual ending of a file name, without the dot. */
  public String extension() {
    return this == JPEG ? "jpg" : word();
  }
}
