package dev.variegate.image;

import java.util.Locale;

/** The file formats that are read; all but BMP are also written. */
public enum ImageFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  WEBP("WebP"),
  BMP("BMP"),
  TIFF("TIFF");

  private final String title;

  ImageFormat(String title) {
    this.title = title;
  }

  /** Name as people write it, for messages: {@code WebP}. */
  public String title() {
    return title;
  }

  /** Word used in policy and job files: {@code webp}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Usual ending of a file name, without the dot. */
  public String extension() {
    return this == JPEG ? "jpg" : word();
  }
}
