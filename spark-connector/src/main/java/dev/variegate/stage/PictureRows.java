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
import java.util.Optional;
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
 * @param beside what becomes of labels
 * @param copies of each row
 * @param originals what becomes of rows that are copied
 * @param written how made pictures are encoded
 * @param refusals what becomes of rows that cannot be used
 */
record PictureRows(
    Layout layout,
    Opener opener,
    Companions companions,
    Beside beside,
    Device device,
    int copies,
    Originals originals,
    Written written,
    ImageCodec codec,
    Refusals refusals)
    implements MapPartitionsFunction<Row, Row> {

  /** Most rows that wait for each other, where no copies of them are made. */
  private static final int ROWS = 64;

  /** The rows of a stage that leaves in its place what labels mark, not made yet. */
  static Dataset<Row> of(
      Remaking<?> stage, Dataset<?> dataset, Layout layout, Opener opener, Companions companions) {
    return of(stage, dataset, layout, opener, companions, Beside.SAME);
  }

  /** The rows of a stage, not made yet. */
  static Dataset<Row> of(
      Remaking<?> stage,
      Dataset<?> dataset,
      Layout layout,
      Opener opener,
      Companions companions,
      Beside beside) {
    var rows =
        new PictureRows(
            layout,
            opener,
            companions,
            beside,
            device(stage),
            (int) stage.getOrDefault(stage.copies()),
            (boolean) stage.getOrDefault(stage.keepOriginals()) ? Originals.STAY : Originals.GO,
            new Written(
                layout.encoding(stage.getOrDefault(stage.encoding())),
                (boolean) stage.getOrDefault(stage.lineageInPng())),
            Mixing.codec(stage),
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
    return MadeRows.each(new Groups(rows, generator), group -> group);
  }

  /** Takes rows until they fill whole runs; a row that fills more than one is a group by itself. */
  private final class Groups implements Iterator<MadeRows> {
    private final Iterator<Row> rows;
    private final PictureGenerator generator;

    Groups(Iterator<Row> rows, PictureGenerator generator) {
      this.rows = rows;
      this.generator = generator;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public MadeRows next() {
      return copies > generator.batch() ? many(rows.next()) : MadeRows.of(few());
    }

    private MadeRows many(Row row) {
      return passes(row)
          ? MadeRows.of(List.of(passed(row)))
          : refusals.unless(row, () -> new Runs(row, generator));
    }

    private List<Row> few() {
      var group = new ArrayList<Entry>();
      try {
        int requests = 0;
        while (rows.hasNext() && requests < generator.batch() && group.size() < ROWS) {
          var next = entry(rows.next());
          group.add(next);
          requests += next.requests().size();
        }
        return finished(group);
      } finally {
        group.forEach(entry -> entry.waiting().ifPresent(WaitingRow::close));
      }
    }

    private List<Row> finished(List<Entry> group) {
      var requests = group.stream().flatMap(entry -> entry.requests().stream()).toList();
      var finished = new ArrayList<Row>();
      try (var samples = Samples.of(requests, generator)) {
        int from = 0;
        for (var entry : group) {
          int to = from + entry.requests().size();
          finished.addAll(entry.finished(samples.list().subList(from, to)));
          from = to;
        }
      } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
        if (group.size() == 1) {
          return refusals.of(group.get(0).row(), e);
        }
        finished.clear();
        group.forEach(one -> finished.addAll(finished(List.of(one)))); // which shows whose it is
      }
      return finished;
    }
  }

  private boolean passes(Row row) {
    return !layout.expands(row) || layout.refusedBefore(row);
  }

  private Row passed(Row row) {
    return layout.original(row, layout.lineage(row, codec));
  }

  private Entry entry(Row row) {
    if (passes(row)) {
      return new Entry(row, Optional.empty(), List.of(passed(row)));
    }
    try {
      return new Entry(row, Optional.of(WaitingRow.open(row, this, copies)), List.of());
    } catch (BadImageException | IllegalArgumentException e) { // the rest is no fault of the row
      return new Entry(row, Optional.empty(), refusals.of(row, e));
    }
  }

  /** A row that waits for its pictures, or what takes its place. */
  private record Entry(Row row, Optional<WaitingRow> waiting, List<Row> instead) {

    List<PictureRequest> requests() {
      return waiting.map(WaitingRow::requests).orElse(List.of());
    }

    List<Row> finished(List<Sample> samples) {
      if (waiting.isEmpty()) {
        return instead;
      }
      var rows = new ArrayList<>(waiting.get().originals());
      rows.addAll(waiting.get().finished(samples));
      return rows;
    }
  }

  /** The copies of one row that fill several runs, run by run. */
  private final class Runs extends MadeRows {
    private final PictureGenerator generator;
    private final WaitingRow waiting;
    private int made = -1; // the originals come first

    Runs(Row row, PictureGenerator generator) {
      this.generator = generator;
      this.waiting = WaitingRow.open(row, PictureRows.this, 0);
    }

    @Override
    Optional<List<Row>> more() {
      if (made < 0) {
        made = 0;
        return Optional.of(waiting.originals());
      }
      if (made == copies) {
        return Optional.empty();
      }
      int number = Math.min(generator.batch(), copies - made);
      waiting.ask(made + 1, number);
      made += number;
      try (var samples = Samples.of(waiting.requests(), generator)) {
        return Optional.of(waiting.finished(samples.list()));
      }
    }

    @Override
    public void close() {
      waiting.close();
    }
  }

  /** What was made; closed together. */
  private record Samples(List<Sample> list) implements AutoCloseable {

    static Samples of(List<PictureRequest> requests, PictureGenerator generator) {
      try {
        return new Samples(generator.make(requests));
      } catch (RuntimeException e) {
        throw requests.isEmpty() ? e : OpenCvFailure.told(e, requests.get(0).picture().size());
      }
    }

    @Override
    public void close() {
      list.forEach(Sample::close);
    }
  }
}
