package dev.variegate.benchmarks.gallery;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ImageCodec;
import java.util.List;

/**
 * One sheet of the gallery, and what was measured of it.
 *
 * @param name of its file, without ending
 */
record Exhibit(
    String name,
    String title,
    String subtitle,
    ContactSheet.Scale scale,
    List<ContactSheet.Row> rows,
    List<Figure> figures) {

  Exhibit {
    rows = List.copyOf(rows);
    figures = List.copyOf(figures);
  }

  /** A line of the table of figures. */
  record Figure(String what, String value) {}

  /** The sheet as a PNG. */
  byte[] png(ImageCodec codec) {
    return ContactSheet.png(title, subtitle, rows, scale, codec);
  }
}
