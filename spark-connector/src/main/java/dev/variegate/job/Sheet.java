package dev.variegate.job;

import dev.variegate.image.ContactSheet;
import dev.variegate.image.ContactSheet.Row;
import dev.variegate.image.ContactSheet.Tile;
import dev.variegate.image.ImageCodec;
import java.util.List;
import java.util.stream.Stream;

/** The contact sheet as one PNG: a row for each class, a source, its copies, then samples. */
final class Sheet {

  private static final int SHOWN = 5;

  private Sheet() {}

  static byte[] png(Outcome outcome, List<Gallery> galleries) {
    return ContactSheet.png(
        outcome.title() + ": " + outcome.sentence(),
        galleries.stream().map(Sheet::row).toList(),
        new ImageCodec());
  }

  private static Row row(Gallery gallery) {
    var line = gallery.line();
    var groups =
        Stream.concat(
            gallery.sources().stream()
                .limit(1)
                .flatMap(family -> Stream.of(List.of(family.source()), family.copies())),
            Stream.of(gallery.samples()));
    return new Row(
        line.label(),
        "%,d -> %,d".formatted(line.before(), line.after()),
        groups
            .map(group -> group.stream().limit(SHOWN).map(Sheet::tile).toList())
            .filter(group -> !group.isEmpty())
            .toList());
  }

  private static Tile tile(Shown shown) {
    var method = shown.lineage().method();
    return new Tile(shown.png(), method, Palette.of(method));
  }
}
