package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.EMPTY;
import static dev.variegate.image.BadImageException.Reason.NOT_AN_IMAGE;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageFormat;
import java.nio.ByteOrder;
import java.util.List;

/** Recognizes formats by their first bytes; file names are never trusted. */
final class FormatSignature {

  private record Known(String format, int at, String latin1) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known("JPEG", 0, "\u00ff\u00d8\u00ff"),
          new Known("PNG", 0, "\u0089PNG\r\n\u001a\n"),
          new Known("WEBP", 8, "WEBP"),
          new Known("TIFF", 0, "II*\0"),
          new Known("TIFF", 0, "MM\0*"),
          new Known("BMP", 0, "BM"),
          new Known("TIFF", 0, "II+\0"),
          new Known("TIFF", 0, "MM\0+"),
          new Known("GIF", 0, "GIF87a"),
          new Known("GIF", 0, "GIF89a"),
          new Known("AVIF", 4, "ftypavif"),
          new Known("HEIF", 4, "ftyp"),
          new Known("JPEG 2000", 0, "\0\0\0\fjP"),
          new Known("JPEG XL", 0, "\0\0\0\fJXL"),
          new Known("JPEG XL", 0, "\u00ff\n"),
          new Known("Photoshop", 0, "8BPS"),
          new Known("PDF", 0, "%PDF"),
          new Known("SVG", 0, "<svg"),
          new Known("OpenEXR", 0, "v/1\u0001"),
          new Known("PFM", 0, "PF\n"),
          new Known("PFM", 0, "Pf\n"),
          new Known("Radiance HDR", 0, "#?R"),
          new Known("ICO", 0, "\0\0\u0001\0"),
          new Known("CUR", 0, "\0\0\u0002\0"),
          new Known("ICNS", 0, "icns"),
          new Known("DDS", 0, "DDS "),
          new Known("QOI", 0, "qoif"),
          new Known("farbfeld", 0, "farbfeld"),
          new Known("XPM", 0, "/* XPM */"),
          new Known("FITS", 0, "SIMPLE  ="),
          new Known("JPEG 2000", 0, "\u00ffO\u00ffQ"),
          new Known("PostScript", 0, "%!PS"),
          new Known("DICOM", 128, "DICM"),
          new Known("HDF5", 0, "\u0089HDF\r\n"),
          new Known("MNG", 0, "\u008aMNG"),
          new Known("JNG", 0, "\u008bJNG"),
          new Known("DIB without the file header of BMP", 0, "(\0\0\0"));

  private static final String RULE = "must be JPEG, PNG, WebP, BMP, TIFF, GIF or PNM";

  private FormatSignature() {}

  static ImageFormat of(byte[] encoded) {
    if (encoded.length == 0) {
      throw new BadImageException(
          EMPTY, "Image has 0 bytes but must be an encoded image; check how it was written");
    }
    var view = new ByteView(encoded, ByteOrder.BIG_ENDIAN, "Image");
    for (var known : KNOWN) {
      if (view.has(known.at, known.latin1)) {
        return format(known.format);
      }
    }
    if (isPnm(view)) {
      return ImageFormat.PNM;
    }
    throw new BadImageException(
        NOT_AN_IMAGE,
        "Bytes start with %s but %s; check that the file is the image its name says"
            .formatted(start(view), RULE));
  }

  /** P, a digit from 1 to 7, and white space or a comment. */
  private static boolean isPnm(ByteView view) {
    return view.has(0, "P")
        && view.length() > 2
        && view.u8(1) >= '1'
        && view.u8(1) <= '7'
        && (view.u8(2) <= ' ' || view.u8(2) == '#');
  }

  private static ImageFormat format(String name) {
    for (var format : ImageFormat.values()) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new BadImageException(
        UNSUPPORTED, "Image is %s but %s; convert it first".formatted(name, RULE));
  }

  private static String start(ByteView view) {
    var text = new StringBuilder("\"");
    for (char c : view.latin1(0, Math.min(12, view.length())).toCharArray()) {
      text.append(c >= ' ' && c <= '~' ? String.valueOf(c) : "\\x%02x".formatted((int) c));
    }
    return text.append('"').toString();
  }
}
