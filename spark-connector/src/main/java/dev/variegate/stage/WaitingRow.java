package dev.variegate.stage;

import dev.variegate.generate.PictureRequest;
import dev.variegate.generate.Sample;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.Sha256;
import dev.variegate.policy.DrawKey;
import dev.variegate.stage.RowExpander.Originals;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** A row whose pictures are asked for and not made yet; holds them until it is closed. */
final class WaitingRow implements AutoCloseable {

  private final Row row;
  private final PictureRows rows;
  private final List<Row> instead = new ArrayList<>();
  private final List<PictureRequest> requests = new ArrayList<>();
  private byte[] source = new byte[0];
  private String key = "";

  private WaitingRow(Row row, PictureRows rows) {
    this.row = row;
    this.rows = rows;
  }

  /** Decodes what the row holds; a row that passes, or cannot be used, asks for nothing. */
  static WaitingRow of(Row row, PictureRows rows) {
    var waiting = new WaitingRow(row, rows);
    if (!rows.layout().expands(row) || rows.layout().refusedBefore(row)) {
      waiting.instead.add(rows.layout().original(row, rows.layout().lineage(row, rows.codec())));
      return waiting;
    }
    try {
      waiting.ask();
    } catch (BadImageException | IllegalArgumentException e) { // the rest is no fault of the row
      waiting.close();
      waiting.instead.addAll(rows.refusals().of(row, e));
    } catch (RuntimeException | Error e) {
      waiting.close();
      throw e;
    }
    return waiting;
  }

  private void ask() {
    var layout = rows.layout();
    source = layout.picture().encoded(row, rows.codec());
    key = layout.key(row, source);
    var hash = Sha256.hex(source);
    for (int copy = 1; copy <= rows.copies(); copy++) {
      var picture = rows.codec().decode(source);
      try {
        var draw = new DrawKey(layout.seed(), key, copy);
        var companion = rows.companions().of(row, picture, draw, rows.codec());
        requests.add(new PictureRequest(picture, hash, key, copy, layout.seed(), companion));
      } catch (RuntimeException | Error e) {
        picture.close();
        throw e;
      }
    }
  }

  Row row() {
    return row;
  }

  List<PictureRequest> requests() {
    return requests;
  }

  /** The rows that leave, given what was made of the requests. */
  List<Row> finished(List<Sample> samples) {
    if (requests.isEmpty()) {
      return instead;
    }
    var layout = rows.layout();
    var finished = new ArrayList<Row>();
    if (rows.originals() == Originals.STAY) {
      finished.add(layout.original(row, layout.original(key, source)));
    }
    for (var sample : samples) {
      var whole = new Sample(sample.image(), layout.continued(row, sample.lineage()));
      var copy = rows.written().copy(whole, source, rows.codec());
      var made = layout.picture().copy(copy.encoded(), row, rows.codec());
      finished.add(layout.copy(row, made, copy.lineage()));
    }
    return finished;
  }

  @Override
  public void close() {
    for (var request : requests) {
      request.picture().close();
      request.companion().ifPresent(Image::close);
    }
    requests.clear();
  }
}
