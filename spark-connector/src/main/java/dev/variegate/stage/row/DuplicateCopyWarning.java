package dev.variegate.stage.row;

import dev.variegate.lineage.Lineage;
import dev.variegate.stage.param.SharedParams.HasImageOutput;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Iterator;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.AccumulatorV2;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once, on the driver, where copies are drawn alike: their rows share a key, or an earlier
 * stage has made copies of the same rows with the same method and seed.
 *
 * <p>It looks at the first copy of each row on its way out, so that no job is needed for it. Of the
 * copies' hashes the smallest {@value #MAX} are kept: up to so many rows none is missed; of more,
 * doubles are found among a sample that is the same in all partitions.
 */
final class DuplicateCopyWarning extends AccumulatorV2<Row, Boolean> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DuplicateCopyWarning.class);
  private static final int MAX = 2048;

  private final String maker;
  private final String remedy;
  private int run = -1;
  private final TreeMap<Long, Integer> partitions = new TreeMap<>();
  private boolean doubled;
  private boolean warned;

  private DuplicateCopyWarning(String maker, String remedy) {
    this.maker = maker;
    this.remedy = remedy;
  }

  /** The same function, whose rows are looked at. */
  static MapPartitionsFunction<Row, Row> watched(
      HasImageOutput<?> stage,
      Layout layout,
      SparkSession spark,
      MapPartitionsFunction<Row, Row> rows) {
    var remedy =
        stage.isDefined(stage.keyCol())
            ? "make column \"%s\" unique".formatted(stage.getOrDefault(stage.keyCol()))
            : "set keyCol to a column of unique names (unset, the key is the SHA-256 of the image), or drop equal images";
    var seen = new DuplicateCopyWarning(stage.uid(), remedy);
    spark.sparkContext().register(seen);
    return new Watched(rows, layout.lineage(), seen);
  }

  private record Watched(
      MapPartitionsFunction<Row, Row> rows, int lineage, DuplicateCopyWarning seen)
      implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> given) throws Exception {
      var made = rows.call(given);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return made.hasNext();
        }

        @Override
        public Row next() {
          var row = made.next();
          seen.add(row.getStruct(lineage));
          return row;
        }
      };
    }
  }

  /** Looks at the lineage of a row. */
  @Override
  public synchronized void add(Row lineage) {
    var made = LineageColumn.of(lineage);
    if (made.copy() == 1) {
      var task = TaskContext.get();
      begin(task.stageId());
      long hash = hash(made);
      doubled |= partitions.containsKey(hash);
      note(hash, task.partitionId());
    }
  }

  private static long hash(Lineage made) {
    return RowHash.of(
        made.seed(), String.join("\n", made.method(), made.modelSha256(), made.sourceKey()), 0);
  }

  @Override
  public synchronized void merge(AccumulatorV2<Row, Boolean> other) {
    var task = (DuplicateCopyWarning) other;
    if (task.run >= run) { // an older one has nothing more to say
      begin(task.run);
      doubled |= task.doubled;
      task.partitions.forEach(this::note);
    }
    if (doubled && !warned) {
      warned = true;
      LOG.warn(
          "Copies made by {} are drawn alike, equal images become equal copies: their rows share a key, or an earlier stage made copies of them with the same seed; {}, and give each stage a seed of its own",
          maker,
          remedy);
    }
  }

  /** Forgets what another run of the rows has shown: they come again in each. */
  private void begin(int stage) {
    if (stage != run) {
      partitions.clear();
      run = stage;
    }
  }

  /** A partition that comes again was run again. */
  private void note(long hash, int partition) {
    var before = partitions.putIfAbsent(hash, partition);
    doubled |= before != null && before != partition;
    if (partitions.size() > MAX) {
      partitions.pollLastEntry();
    }
  }

  @Override
  public boolean isZero() {
    return run < 0;
  }

  @Override
  public synchronized AccumulatorV2<Row, Boolean> copy() {
    var copy = new DuplicateCopyWarning(maker, remedy);
    copy.run = run;
    copy.partitions.putAll(partitions);
    copy.doubled = doubled;
    copy.warned = warned;
    return copy;
  }

  @Override
  public synchronized void reset() {
    run = -1;
    partitions.clear();
    doubled = false;
  }

  /** Whether copies were drawn alike. */
  @Override
  public Boolean value() {
    return doubled;
  }

  /** Executors send it while it grows. */
  private synchronized void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
  }
}
