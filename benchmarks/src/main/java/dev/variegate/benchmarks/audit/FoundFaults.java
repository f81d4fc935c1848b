package dev.variegate.benchmarks.audit;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.quality.source.SourceCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * What an audit flags, beside what was planted.
 *
 * @param rows of key, image, label and audit
 * @param planted faults by key
 */
record FoundFaults(List<Row> rows, Map<String, PlantedFault> planted) {

  private static final int PLANTED = 0xd93025;
  private static final int OTHER = 0x9aa0a6;
  private static final int COLUMNS = 9;
  private static final int LINES = 8;

  /**
   * What a check found of the faults that it ought to find.
   *
   * @param found planted faults that are flagged
   * @param precision part of the flagged images that have the fault; 1 where none is flagged
   */
  record Score(
      String check, int planted, int found, int flagged, double recall, double precision) {}

  Score score(PlantedFault fault) {
    var flagged = flagged(fault.check());
    int all = (int) planted.values().stream().filter(fault::equals).count();
    int found = (int) flagged.stream().filter(row -> is(row, fault.check())).count();
    return new Score(
        fault.check().word(),
        all,
        found,
        flagged.size(),
        (double) found / all,
        flagged.isEmpty() ? 1 : (double) found / flagged.size());
  }

  /** The rows that a check flags, the most suspicious first. */
  List<Row> flagged(SourceCheck check) {
    return rows.stream()
        .filter(row -> audit(row).<String>getList(issues(row)).contains(check.word()))
        .sorted(
            Comparator.comparingDouble((Row row) -> -audit(row).<Double>getAs(check.word()))
                .thenComparing(row -> row.getString(0)))
        .toList();
  }

  private boolean is(Row row, SourceCheck check) {
    var fault = planted.get(row.getString(0));
    return fault != null && fault.check() == check;
  }

  private static Row audit(Row row) {
    return row.getStruct(3);
  }

  private static int issues(Row row) {
    return audit(row).fieldIndex("issues");
  }

  /** Images that a check flags, evenly of all, the most suspicious first; planted ones in red. */
  byte[] sheet(SourceCheck check, String name) {
    var flagged = flagged(check);
    var shown = tiles(check, COLUMNS * LINES);
    var lines = new ArrayList<ContactSheet.Row>();
    for (int from = 0; from < shown.size(); from += COLUMNS) {
      var line = shown.subList(from, Math.min(shown.size(), from + COLUMNS));
      lines.add(new ContactSheet.Row("", "", line));
    }
    return ContactSheet.png(
        "%s: %s".formatted(name, check.word()),
        "%d of %d that are flagged, the most suspicious first; red: planted"
            .formatted(shown.size(), flagged.size()),
        lines,
        new Scale(98, 0),
        PlantedFault.CODEC);
  }

  /** A line for each check that flags images. */
  byte[] overview(String name) {
    var lines = new ArrayList<ContactSheet.Row>();
    for (var check : SourceCheck.values()) {
      var shown = tiles(check, COLUMNS);
      if (!shown.isEmpty()) {
        var number = "%d flagged".formatted(flagged(check).size());
        lines.add(new ContactSheet.Row(check.word(), number, shown));
      }
    }
    return ContactSheet.png(
        "%s: what each check flags".formatted(name),
        "evenly of all, the most suspicious first; red: planted",
        lines,
        new Scale(98, 110),
        PlantedFault.CODEC);
  }

  /** Images that a check flags, evenly of all, the most suspicious first. */
  private List<List<Tile>> tiles(SourceCheck check, int most) {
    var flagged = flagged(check);
    int shown = Math.min(flagged.size(), most);
    var tiles = new ArrayList<List<Tile>>();
    for (int i = 0; i < shown; i++) {
      tiles.add(List.of(tile(flagged.get(i * flagged.size() / shown), check)));
    }
    return tiles;
  }

  private Tile tile(Row row, SourceCheck check) {
    var audit = audit(row);
    var said =
        check == SourceCheck.LABEL_SUSPECT
            ? row.getString(2) + ">" + audit.<String>getAs("suggestedLabel")
            : "%.3f".formatted(audit.<Double>getAs(check.word()));
    return new Tile(row.getAs(1), said, is(row, check) ? PLANTED : OTHER);
  }
}
