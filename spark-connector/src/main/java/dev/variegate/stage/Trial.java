package dev.variegate.stage;

import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.Sampler;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Encoding;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.image.SourceImage;
import dev.variegate.model.Compute;
import dev.variegate.policy.Annotations;
import dev.variegate.stage.Plan.Cost;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Makes a few pictures by each method, in one task, to tell what one costs. Everything is made
 * twice and timed the second time, when all is loaded. Rows that cannot be used are left out: a
 * trial judges none.
 */
record Trial(Layout layout, List<Tried> methods, ImageCodec codec, String encoding)
    implements MapPartitionsFunction<Row, Row> {

  private static final int PICTURES = 8;
  private static final double NANO = 1e-9;
  private static final StructType COST =
      new StructType().add("seconds", "double").add("bytes", "bigint");

  /** A method that can be tried. */
  sealed interface Tried extends Serializable {

    /** A method that copies. */
    record Copying(CopyMethod method) implements Tried {}

    /** A model that samples. */
    record Sampled(ModelAddress model) implements Tried {}
  }

  /** The costs of all methods, in their order. */
  List<Cost> costs(Dataset<Row> table) {
    FilterFunction<Row> expands = layout::expands;
    return table
        .filter(expands)
        .limit(PICTURES)
        .coalesce(1)
        .mapPartitions(this, Encoders.row(COST))
        .collectAsList()
        .stream()
        .map(row -> new Cost(row.getDouble(0), row.getLong(1)))
        .toList();
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    OpenCvThreads.limit(TaskContext.get().cpus());
    var few = new ArrayList<Row>();
    rows.forEachRemaining(few::add);
    var costs = new ArrayList<Row>();
    for (var method : methods) {
      var cost = method instanceof Tried.Copying copying ? cost(few, copying) : cost(method);
      costs.add(RowFactory.create(cost.seconds(), cost.bytes()));
    }
    return costs.iterator();
  }

  private Cost cost(List<Row> rows, Tried.Copying copying) {
    var maker = copying.method().open(codec);
    rows.forEach(row -> copied(row, maker));
    long start = System.nanoTime();
    var bytes = rows.stream().mapToLong(row -> copied(row, maker)).filter(n -> n > 0).toArray();
    return mean(start, bytes);
  }

  /** Bytes of a copy, or 0 if none can be made. */
  private long copied(Row row, CopyMethod.Maker maker) {
    try {
      try (var source = layout.picture().source(row, codec);
          var copies = opened(row, source, maker)) {
        return copies.copy(1).encoded().length;
      }
    } catch (BadImageException | IllegalArgumentException e) {
      return 0;
    }
  }

  private CopyMethod.Copies opened(Row row, SourceImage source, CopyMethod.Maker maker) {
    return maker.open(row, source, () -> Annotations.none(source.size()), layout.key(row, source));
  }

  private Cost cost(Tried sampled) {
    var bundle = ((Tried.Sampled) sampled).model().open();
    try (var sampler = Sampler.open(bundle, Compute.threads(SampledRows.THREADS))) {
      sampled(sampler);
      long start = System.nanoTime();
      return mean(start, sampled(sampler));
    }
  }

  private long[] sampled(Sampler sampler) {
    var written = EncodingChoice.parse(encoding).orElse(Encoding.of(ImageFormat.PNG));
    var label = sampler.model().labels().get(0);
    var requests =
        IntStream.range(0, sampler.model().batch())
            .mapToObj(i -> new SampleRequest("trial/" + i, 0, 0, label))
            .toList();
    return sampler.sample(requests).stream()
        .mapToLong(
            sample -> {
              try (sample) {
                return sample.encode(codec, written).encoded().length;
              }
            })
        .toArray();
  }

  private static Cost mean(long start, long[] bytes) {
    double seconds = (System.nanoTime() - start) * NANO;
    return bytes.length == 0
        ? new Cost(0, 0)
        : new Cost(seconds / bytes.length, LongStream.of(bytes).sum() / bytes.length);
  }
}
