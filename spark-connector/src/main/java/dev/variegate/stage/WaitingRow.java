package dev.variegate.stage;

import dev.variegate.generate.PictureRequest;
import dev.variegate.generate.Sample;
import dev.variegate.image.Image;
import dev.variegate.image.SourceImage;
import dev.variegate.policy.DrawKey;
import dev.variegate.stage.RowExpander.Originals;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** A row whose copies are asked for and not made yet; holds their pictures until it is closed. */
final class WaitingRow implements AutoCloseable {

  private final Row row;
  private final PictureRows rows;
  private final SourceImage source;
  private final String key;
  private final List<PictureRequest> requests = new ArrayList<>();

  private WaitingRow(Row row, PictureRows rows) {
    this.row = row;
    this.rows = rows;
    this.source = rows.layout().picture().source(row, rows.codec());
    this.key = rows.layout().key(row, source);
    source.image(); // what is no image is told before anything is made
  }

  /**
   * Decodes what the row holds and asks for its first copies.
   *
   * @throws dev.variegate.image.BadImageException if it is no picture
   * @throws IllegalArgumentException if the row cannot be used
   */
  static WaitingRow open(Row row, PictureRows rows, int copies) {
    var waiting = new WaitingRow(row, rows);
    try {
      waiting.ask(1, copies);
      return waiting;
    } catch (RuntimeException | Error e) {
      waiting.close();
      throw e;
    }
  }

  /** Asks for so many copies, from this number on, in place of those asked for before. */
  void ask(int first, int number) {
    forget();
    for (int copy = first; copy < first + number; copy++) {
      var draw = new DrawKey(rows.layout().seed(), key, copy);
      var companion = rows.companions().of(row, source.image(), draw, rows.codec());
      requests.add(
          new PictureRequest(source.image(), source.sha256(), key, copy, draw.seed(), companion));
    }
  }

  List<PictureRequest> requests() {
    return requests;
  }

  /** The row as it came, where it stays. */
  List<Row> originals() {
    var layout = rows.layout();
    return rows.originals() == Originals.STAY
        ? List.of(layout.original(row, layout.original(key, source.sha256())))
        : List.of();
  }

  /** The copies, given what was made of the requests. */
  List<Row> finished(List<Sample> samples) {
    return samples.stream().map(this::finished).toList();
  }

  private Row finished(Sample sample) {
    var layout = rows.layout();
    var whole = new Sample(sample.image(), layout.continued(row, sample.lineage()));
    var copy = rows.written().copy(whole, source, rows.codec());
    var made = layout.picture().copy(copy.encoded(), row, rows.codec());
    var beside = rows.beside().of(row, source.image(), sample.image(), rows.codec());
    return layout.copy(beside, made, copy.lineage());
  }

  private void forget() {
    requests.forEach(request -> request.companion().ifPresent(Image::close));
    requests.clear();
  }

  @Override
  public void close() {
    forget();
    source.close();
  }
}
