package dev.variegate.benchmarks.speed;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What of decoding and encoding a batch of a task cannot do without: plain calls for the images
 * that go in and those that come out. Safe to call from many threads.
 *
 * @param images whose codecs run in turns
 */
record TaskCodec(List<CodecFloor> images, int batch) implements AutoCloseable {

  /** Made to be encoded again and again; large networks take their time. */
  private static final int FEWEST = 8;

  static TaskCodec of(TaskCase task, SparkSession spark) {
    int images = Math.max(FEWEST, task.batch());
    var given = task.rows(spark, images, 1);
    var made = task.stage().apply(images).transform(given);
    // A stage that makes no images leaves those that it was given, which nobody encodes.
    boolean makes = List.of(made.columns()).contains("lineage");
    List<Row> rows = makes ? made.select("image").collectAsList() : List.of();
    given.unpersist();
    var finished = rows.stream().map(row -> List.of(row.<byte[]>getAs(0))).toList();
    var codecs =
        IntStream.range(0, images)
            .mapToObj(i -> codec(task, i, makes ? finished.get(i) : List.of()))
            .toList();
    return new TaskCodec(codecs, task.batch());
  }

  private static CodecFloor codec(TaskCase task, int image, List<byte[]> made) {
    var sources = task.sources();
    Optional<byte[]> source =
        sources.isEmpty() ? Optional.empty() : Optional.of(sources.get(image % sources.size()));
    return new CodecFloor(source, made);
  }

  /** The codecs of one batch. */
  void run(int number) {
    for (int i = 0; i < batch; i++) {
      images.get((number * batch + i) % images.size()).run();
    }
  }

  @Override
  public void close() {
    images.forEach(CodecFloor::close);
  }
}
