package dev.variegate.stage.balance;

import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.SampleRequest;
import dev.variegate.generate.sample.Sampler;
import dev.variegate.image.BadImageException;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.lineage.Sample;
import dev.variegate.lineage.Source;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.random.DrawKey;
import dev.variegate.stage.method.GateOpener;
import dev.variegate.stage.method.GateTrial;
import dev.variegate.stage.method.GatedCopies;
import dev.variegate.stage.method.GatedDraws;
import dev.variegate.stage.method.MethodGate;
import dev.variegate.stage.method.ModelAddress;
import dev.variegate.stage.method.SampleDraws;
import dev.variegate.stage.method.SampledRows;
import dev.variegate.stage.method.SamplerOpener;
import dev.variegate.stage.method.Sampling;
import dev.variegate.stage.param.ClassCount;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.row.AnnotationColumns;
import dev.variegate.stage.row.CopyMethod;
import dev.variegate.stage.row.CopyMethod.Copier;
import dev.variegate.stage.row.GateOutcome;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.MadeCopy;
import dev.variegate.stage.row.OutputEncoding;
import dev.variegate.stage.row.PartnerRingReader.Member;
import dev.variegate.stage.row.RowClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a few images by each method, in one task, to say what one costs. Everything is made twice
 * and timed the second time, when all is loaded, unless it takes long. Rows that cannot be used are
 * left out: a trial judges none.
 *
 * @param classes what class a row counts for
 * @param copied classes of which copies are made
 */
public record CostProbe(
    Layout layout,
    AnnotationColumns annotating,
    RowClass classes,
    Set<String> copied,
    List<Tried> methods,
    ImageCodec codec)
    implements MapPartitionsFunction<Row, Row> {

  private static final int IMAGES = 8;
  private static final int GATED_IMAGES = 32;
  private static final double NANO = 1e-9;

  /** Seconds beyond which a first run is not repeated, because loading hardly counts then. */
  private static final double LONG = 2;

  /** A method that can be tried. */
  public sealed interface Tried extends Serializable {

    /** A method that copies. */
    record Copying(CopyMethod method) implements Tried {}

    /**
     * A model that samples.
     *
     * @param labels classes that it is asked for; none where nothing is known of them
     */
    record Sampled(
        ModelAddress model,
        SamplerOpener opener,
        Device device,
        OutputEncoding encoding,
        GateOpener gate,
        List<String> labels)
        implements Tried {

      public Sampled(Sampling sampling, SparkSession spark) {
        this(
            sampling.requireClasses(spark),
            sampling.opener(),
            sampling.device(),
            sampling.encoding(),
            sampling.gates(),
            sampling.counts().stream().map(ClassCount::label).toList());
      }
    }
  }

  /** An image that was made. */
  private record Made(long bytes, GateOutcome outcome) {}

  /**
   * The costs of all methods, in their order, by the first partition with rows; Spark tries several
   * at a time where the first has none.
   */
  public List<Cost> costs(Dataset<Row> table) {
    FilterFunction<Row> tried = this::isTried;
    return table
        .filter(tried)
        .mapPartitions(this, Encoders.row(Cost.TYPE))
        .takeAsList(methods.size())
        .stream()
        .map(Cost::of)
        .toList();
  }

  /** Copies are made of rows of some classes alone, unless none are. */
  private boolean isTried(Row row) {
    try {
      return layout.expands(row) && (copied.isEmpty() || copied.contains(classes.of(row)));
    } catch (IllegalArgumentException e) { // no class
      return false;
    }
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    OpenCvThreads.limit(TaskContext.get().cpus());
    var few = new ArrayList<Row>();
    while (few.size() < GATED_IMAGES && rows.hasNext()) {
      few.add(rows.next());
    }
    var costs = new ArrayList<Row>();
    if (few.isEmpty()) {
      return costs.iterator();
    }
    for (var method : methods) {
      var cost =
          method instanceof Tried.Copying copying
              ? cost(few.subList(0, Math.min(few.size(), images(copying))), copying.method())
              : cost((Tried.Sampled) method);
      costs.add(cost.row());
    }
    return costs.iterator();
  }

  /** More where refusals are to be foretold. */
  private static int images(Tried.Copying copying) {
    return copying.method() instanceof GatedCopies ? GATED_IMAGES : IMAGES;
  }

  private Cost cost(List<Row> rows, CopyMethod method) {
    var members = new ArrayList<Member>();
    rows.forEach(row -> members.add(new Member(row, layout.name(row), members.size())));
    var gate = method instanceof GatedCopies gated ? gated.gate() : GateOpener.NONE;
    var trial = gate.trial();
    try (var copier = opened(method, trial)) {
      return timed(() -> copied(members, method, copier), trial);
    }
  }

  private Copier opened(CopyMethod method, GateTrial trial) {
    return method instanceof GatedCopies gated
        ? gated.open(TaskContext.get(), codec, trial)
        : method.open(TaskContext.get(), codec);
  }

  /** A copy of each row of which one can be made. */
  private List<Made> copied(List<Member> members, CopyMethod method, Copier copier) {
    if (copier.batch() > 1) {
      try {
        return copied(members, members, method, copier);
      } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
        // One by one, those that can be used are left.
      }
    }
    return members.stream()
        .flatMap(each -> copied(each, members, method, copier).stream())
        .toList();
  }

  private List<Made> copied(Member member, List<Member> all, CopyMethod method, Copier copier) {
    try {
      return copied(List.of(member), all, method, copier);
    } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
      return List.of();
    }
  }

  private List<Made> copied(List<Member> some, List<Member> all, CopyMethod method, Copier copier) {
    var sources = new ArrayList<Source>();
    var requests = new ArrayList<CopyMethod.Request>();
    try {
      for (var member : some) {
        var source = layout.source(member.row(), annotating, codec);
        sources.add(source);
        var draw = new DrawKey(layout.seed(), source.key(), 1);
        requests.add(
            new CopyMethod.Request(
                member.row(), source, draw, partners(member, all, method), false));
      }
      var made = copier.make(requests);
      try {
        return IntStream.range(0, made.size())
            .mapToObj(
                i -> new Made(bytes(made.get(i), sources.get(i), method), made.get(i).outcome()))
            .toList();
      } finally {
        made.forEach(MadeCopy::close);
      }
    } finally {
      sources.forEach(Source::close);
    }
  }

  private long bytes(MadeCopy made, Source source, CopyMethod method) {
    return made.copy(source, method.encoding(), lineage -> lineage, codec).encoded().length;
  }

  /** The rows behind it, round and round. */
  private static List<Member> partners(Member member, List<Member> all, CopyMethod method) {
    return IntStream.rangeClosed(1, method.partners(1))
        .mapToObj(i -> all.get((member.place() + i) % all.size()))
        .toList();
  }

  private Cost cost(Tried.Sampled sampled) {
    var compute =
        new ComputeOptions(SampledRows.THREADS, sampled.device().compute(TaskContext.get()).gpu());
    try (var gates = sampled.gate().trial();
        var sampler = sampled.opener().open(sampled.model().open(), compute)) {
      return timed(() -> sampled(sampler, gates, sampled), gates);
    }
  }

  private List<Made> sampled(Sampler sampler, GateTrial gates, Tried.Sampled sampled) {
    var known = sampler.model().labels();
    var labels = sampled.labels().isEmpty() && !known.isEmpty() ? known : sampled.labels();
    var requests =
        IntStream.range(0, images(sampler.model().batch(), sampled.gate().gate()))
            .mapToObj(i -> new SampleRequest("trial/" + i, 0, 0, label(labels, i)))
            .toList();
    var drawn = SampleDraws.gated(sampler, gates).draw(requests);
    try {
      return drawn.stream().map(each -> made(each, sampled.encoding())).toList();
    } finally {
      drawn.forEach(each -> each.last().close());
    }
  }

  /** Whole batches. */
  private static int images(int batch, MethodGate gate) {
    return gate.judges() ? batch * Math.max(1, GATED_IMAGES / batch) : batch;
  }

  private static String label(List<String> labels, int number) {
    return labels.isEmpty() ? "" : labels.get(number % labels.size());
  }

  private Made made(GatedDraws.Drawn<Sample> drawn, OutputEncoding encoding) {
    return new Made(encoding.copy(drawn.last(), codec).encoded().length, drawn.outcome());
  }

  private static Cost timed(Supplier<List<Made>> making, GateTrial gates) {
    long start = System.nanoTime();
    var made = making.get();
    if (seconds(start) < LONG) {
      gates.restart();
      start = System.nanoTime();
      made = making.get();
    }
    double seconds = seconds(start) - gates.seconds();
    double number = made.size();
    if (made.isEmpty()) {
      return new Cost(0, 0, 0, 0, List.of());
    }
    long missing = made.stream().filter(each -> !each.outcome().passed()).count();
    long refused = made.stream().mapToLong(each -> each.outcome().refusals().size()).sum();
    return new Cost(
        seconds / number,
        made.stream().mapToLong(Made::bytes).sum() / made.size(),
        (number - missing + refused) / number,
        missing / number,
        gates.costs());
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * NANO;
  }
}
