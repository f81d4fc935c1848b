package dev.variegate.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import dev.variegate.image.ImageCodec;
import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.io.OutputRun;
import dev.variegate.io.PassedOver;
import dev.variegate.policy.Lineage;
import dev.variegate.stage.ClassBalancerModel;
import dev.variegate.stage.ClassPlan;
import dev.variegate.stage.ColumnNames;
import dev.variegate.stage.InvalidRows;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * A job whose input was looked at and whose plan is made; nothing is written yet.
 *
 * @param rows of the input
 * @param balancer the plan, and what carries it out
 * @param passedOver what lies in the input and is not read
 */
record Job(
    SparkSession spark,
    JobSpec spec,
    Dataset<Row> rows,
    ClassBalancerModel balancer,
    Optional<Quarantine> quarantine,
    PassedOver passedOver) {

  private static final Duration TICK = Duration.ofSeconds(3);

  /** The plan as the report tells it, a line for each class, the largest first. */
  List<ClassLine> plan() {
    return balancer.plan().classes().stream()
        .map(
            of -> {
              var made = new HashMap<String, Long>();
              made.put(Lineage.ORIGINAL, of.rows());
              var methods = balancer.plan().methods();
              for (int i = 0; i < methods.size(); i++) {
                made.put(methods.get(i).name(), of.shares().get(i).made());
              }
              return new ClassLine(ClassPlan.title(of.label()), of.rows(), made, 0);
            })
        .sorted(Comparator.comparingLong(ClassLine::before).reversed())
        .toList();
  }

  /** What the input is, as far as it is known without a look at each image. */
  String input() {
    var classes = balancer.plan().classes();
    return String.format(
        Locale.ROOT,
        "%,d images of %,d bytes",
        classes.stream().mapToLong(ClassPlan::rows).sum(),
        classes.stream().mapToLong(ClassPlan::bytes).sum());
  }

  /** Writes the output; the report's pictures are picked up on the way. */
  Finished run(OutputRun output, PrintStream out) {
    var tally = new Tally();
    var showcase =
        spec.report().map(report -> Showcase.of(plan(), report)).orElse(Showcase.empty());
    spark.sparkContext().register(tally, "rows");
    spark.sparkContext().register(showcase, "pictures for the report");
    var refusals = spark.sparkContext().<Refusal>collectionAccumulator("refused rows");
    var codec = new ImageCodec(spec.input().maxPixels());
    long begun = System.nanoTime();
    LongSupplier done = () -> tally.sum(Tally.Kind::isExpanded);
    var progress = Progress.start(out, TICK, done, balancer.plan().total());
    try {
      var watch =
          new Watch(
              tally, showcase, refusals, spec.handleInvalid(), spec.labels().boxColumns(), codec);
      FailedRun.unlessDone(() -> output.write(spec.output().sink(), () -> watched(watch)));
    } finally {
      progress.close();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Finished(tally, showcase.value(), List.copyOf(refusals.value()), seconds);
  }

  /**
   * What a run leaves to be told.
   *
   * @param refusals of rows
   * @param seconds that it took
   */
  record Finished(Tally tally, List<Shown> shown, List<Refusal> refusals, double seconds) {}

  private Dataset<Row> watched(Watch watch) {
    var made = balancer.transform(rows);
    var handling = spec.handleInvalid();
    var told = col(ColumnNames.quoted(balancer.getOrDefault(balancer.errorCol())));
    var error = handling == InvalidRows.ERROR ? lit(null).cast("string") : told;
    // Not deterministic, so that Spark neither moves nor doubles it.
    var look = udf(watch, DataTypes.BooleanType).asNondeterministic();
    var boxes = spec.labels().boxes().map(name -> col(ColumnNames.quoted(name))).orElse(lit(null));
    var seen =
        made.filter(
            look.apply(
                col(ImageSource.KEY),
                col(ImageSource.SPLIT),
                col(ColumnNames.quoted(Preparation.PLAN)),
                col(ImageSink.LINEAGE),
                col(ImageSource.IMAGE),
                boxes,
                error));
    var written = seen.drop(col(ColumnNames.quoted(Preparation.PLAN)));
    return handling == InvalidRows.SKIP ? written.drop(told) : written;
  }
}
