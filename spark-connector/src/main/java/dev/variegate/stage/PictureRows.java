package dev.variegate.stage;

import dev.variegate.generate.PictureGenerator;
import dev.variegate.generate.PictureRequest;
import dev.variegate.generate.Sample;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.OpenCvFailure;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.model.BadOutputException;
import dev.variegate.stage.ModelParams.Computing;
import dev.variegate.stage.ModelParams.Remaking;
import dev.variegate.stage.RowExpander.Originals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Puts remade copies of each row behind it. What a row becomes depends on the row alone, so that
 * partitions, batches and retries change no byte.
 *
 * @param opener of what remakes pictures
 * @param companions of the pictures
 * @param copies of each row
 * @param originals what becomes of rows that are copied
 * @param written how made pictures are encoded
 * @param refusals what becomes of rows that cannot be used
 */
record PictureRows(
    Layout layout,
    Opener opener,
    Companions companions,
    Device device,
    int copies,
    Originals originals,
    Written written,
    ImageCodec codec,
    Refusals refusals)
    implements MapPartitionsFunction<Row, Row> {

  /** Most rows that wait for each other, where no copies of them are made. */
  private static final int ROWS = 64;

  /** The rows of a stage, not made yet. */
  static Dataset<Row> of(
      Remaking<?> stage, Dataset<?> dataset, Layout layout, Opener opener, Companions companions) {
    var rows =
        new PictureRows(
            layout,
            opener,
            companions,
            device(stage),
            (int) stage.getOrDefault(stage.copies()),
            (boolean) stage.getOrDefault(stage.keepOriginals()) ? Originals.STAY : Originals.GO,
            new Written(
                layout.encoding(stage.getOrDefault(stage.encoding())),
                (boolean) stage.getOrDefault(stage.lineageInPng())),
            new ImageCodec((long) stage.getOrDefault(stage.maxPixels())),
            Refusals.by(stage, layout, dataset.sparkSession()));
    var watched = EqualCopies.watched(stage, layout, dataset.sparkSession(), rows);
    return SchemaRows.of(dataset.toDF(), watched, layout.schema());
  }

  private static Device device(Params stage) {
    return stage instanceof Computing<?> computing
        ? Device.parse(stage.getOrDefault(computing.device()))
        : Device.CPU;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    var task = TaskContext.get();
    OpenCvThreads.limit(task.cpus());
    var generator = opener.open(device.compute(task));
    TaskCompletionListener release = ended -> generator.close();
    task.addTaskCompletionListener(release);
    return new Groups(rows, generator);
  }

  /** Takes as many rows at a time as fill whole runs, when the first of them is needed. */
  private final class Groups implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final PictureGenerator generator;
    private Iterator<Row> made = Collections.emptyIterator();

    Groups(Iterator<Row> rows, PictureGenerator generator) {
      this.rows = rows;
      this.generator = generator;
    }

    @Override
    public boolean hasNext() {
      while (!made.hasNext() && rows.hasNext()) {
        made = group().iterator();
      }
      return made.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("No row is left");
      }
      return made.next();
    }

    private List<Row> group() {
      var waiting = new ArrayList<WaitingRow>();
      try {
        int requests = 0;
        while (rows.hasNext() && requests < generator.batch() && waiting.size() < ROWS) {
          var next = WaitingRow.of(rows.next(), PictureRows.this);
          waiting.add(next);
          requests += next.requests().size();
        }
        return finished(waiting);
      } finally {
        waiting.forEach(WaitingRow::close);
      }
    }

    private List<Row> finished(List<WaitingRow> waiting) {
      var requests = waiting.stream().flatMap(row -> row.requests().stream()).toList();
      var finished = new ArrayList<Row>();
      try {
        var samples = made(requests);
        try {
          int from = 0;
          for (var row : waiting) {
            int to = from + row.requests().size();
            finished.addAll(row.finished(samples.subList(from, to)));
            from = to;
          }
        } finally {
          samples.forEach(sample -> sample.close());
        }
      } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
        return waiting.size() == 1 ? refusals.of(waiting.get(0).row(), e) : alone(waiting);
      }
      return finished;
    }

    private List<Sample> made(List<PictureRequest> requests) {
      try {
        return generator.make(requests);
      } catch (RuntimeException e) {
        throw requests.isEmpty() ? e : OpenCvFailure.told(e, requests.get(0).picture().size());
      }
    }

    /** One of them cannot be used: each by itself shows which. */
    private List<Row> alone(List<WaitingRow> waiting) {
      var finished = new ArrayList<Row>();
      for (var row : waiting) {
        finished.addAll(finished(List.of(row)));
      }
      return finished;
    }
  }
}
