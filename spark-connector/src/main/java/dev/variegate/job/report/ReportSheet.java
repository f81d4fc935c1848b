package dev.variegate.job.report;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.ImageCodec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The contact sheet as one PNG: a row for each class, a source, its copies, then samples. */
final class ReportSheet {

  private static final int SHOWN = 5;

  private ReportSheet() {}

  static byte[] png(RunSummary outcome, List<Gallery> galleries) {
    return ContactSheet.png(
        outcome.title(),
        outcome.sentence(),
        galleries.stream().map(ReportSheet::row).toList(),
        new ImageCodec());
  }

  private static Row row(Gallery gallery) {
    var line = gallery.line();
    var family = gallery.sources().stream().findFirst();
    return new Row(
        line.label(),
        String.format(Locale.ROOT, "%,d -> %,d", line.before(), line.after()),
        List.of(
            tiles(family.stream().map(Gallery.Family::source)),
            tiles(family.stream().flatMap(of -> of.copies().stream())),
            tiles(gallery.samples().stream())));
  }

  private static List<Tile> tiles(Stream<ReportImage> shown) {
    return shown.limit(SHOWN).map(ReportSheet::tile).toList();
  }

  private static Tile tile(ReportImage shown) {
    var method = shown.lineage().method();
    return new Tile(shown.png(), method, Palette.of(method));
  }
}
