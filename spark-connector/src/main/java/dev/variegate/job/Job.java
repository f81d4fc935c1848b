package dev.variegate.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import dev.variegate.codec.ImageCodec;
import dev.variegate.io.ImageSink;
import dev.variegate.io.ImageSource;
import dev.variegate.io.OutputRun;
import dev.variegate.io.SkippedFiles;
import dev.variegate.job.check.AuditTable;
import dev.variegate.job.check.CheckedSources;
import dev.variegate.job.check.InspectedImages;
import dev.variegate.job.check.ShortcutScores;
import dev.variegate.job.count.GateCounts;
import dev.variegate.job.count.Progress;
import dev.variegate.job.count.RowCounts;
import dev.variegate.job.report.ClassSummary;
import dev.variegate.job.report.ReportImage;
import dev.variegate.job.report.SampleCollector;
import dev.variegate.lineage.Lineage;
import dev.variegate.stage.ClassBalancerModel;
import dev.variegate.stage.balance.ClassPlan;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.row.ColumnNames;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * A job whose input was looked at and whose plan is made; nothing is written yet.
 *
 * @param sources rows of the input, checked
 * @param balancer the plan, and what carries it out
 * @param audit where what an audit finds is written, if anywhere
 * @param input what it is, as far as it is known without a look at each image
 * @param skipped what lies in the input and is not read
 */
record Job(
    SparkSession spark,
    JobSpec spec,
    CheckedSources sources,
    ClassBalancerModel balancer,
    Optional<Quarantine> quarantine,
    Optional<AuditTable> audit,
    String input,
    SkippedFiles skipped) {

  private static final Duration TICK = Duration.ofSeconds(3);

  /** The plan as the report says it, a line for each class, the largest first. */
  List<ClassSummary> plan() {
    var plan = balancer.plan();
    var methods = plan.methods();
    return plan.classes().stream()
        .map(
            of -> {
              var made = new HashMap<String, Long>();
              made.put(Lineage.ORIGINAL, of.rows());
              for (int i = 0; i < methods.size(); i++) {
                made.put(methods.get(i).name(), of.quotas().get(i).made());
              }
              return new ClassSummary(ClassPlan.title(of.label()), of.rows(), made, 0);
            })
        .sorted(Comparator.comparingLong(ClassSummary::before).reversed())
        .toList();
  }

  /**
   * Writes the output; the report's images are picked up on the way.
   *
   * @param summary takes the scores of shortcuts, also where they end the job
   */
  Finished run(OutputRun output, PrintStream out, Summary summary) {
    var counts = new RowCounts();
    var samples =
        spec.report()
            .map(report -> SampleCollector.of(plan(), report))
            .orElse(SampleCollector.empty());
    // Without names: of a named one, Spark's driver keeps the whole value with each task that
    // ended.
    var gates = new GateCounts();
    spark.sparkContext().register(counts);
    spark.sparkContext().register(gates);
    spark.sparkContext().register(samples);
    var inspected = inspected();
    spark.sparkContext().register(inspected);
    var refusals = spark.sparkContext().<Refusal>collectionAccumulator();
    var codec = new ImageCodec(spec.input().maxPixels());
    long begun = System.nanoTime();
    LongSupplier done = () -> counts.sum(RowCounts.Kind::isExpanded);
    var progress = Progress.start(out, TICK, done, balancer.plan().total());
    try {
      var observer =
          new RowObserver(
              counts,
              gates,
              samples,
              inspected,
              refusals,
              quarantine.isPresent(),
              spec.handleInvalid(),
              spec.labels().boxColumns(),
              codec);
      var shortcuts =
          FailedRun.unlessDone(
              () ->
                  output.write(
                      spec.output().sink(),
                      () -> watched(observer),
                      () -> {
                        progress.close();
                        var scores = ShortcutScores.of(inspected, spec.checks(), spark);
                        summary.checked(scores);
                        scores.require(spec.checks());
                        return scores;
                      }));
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Finished(
          counts, gates, samples.value(), List.copyOf(refusals.value()), shortcuts, seconds);
    } finally {
      progress.close();
    }
  }

  private InspectedImages inspected() {
    return spec.checks().shortcuts().isPresent()
        ? InspectedImages.of(
            balancer.plan().total() - balancer.plan().added(), balancer.plan().added(), spec.seed())
        : InspectedImages.none();
  }

  /**
   * What a run leaves to be reported.
   *
   * @param refusals of rows
   * @param shortcuts what properties of the images predict their classes
   * @param seconds that it took
   */
  record Finished(
      RowCounts counts,
      GateCounts gates,
      List<ReportImage> shown,
      List<Refusal> refusals,
      ShortcutScores shortcuts,
      double seconds) {}

  private Dataset<Row> watched(RowObserver observer) {
    var made = balancer.transform(sources.rows());
    var handling = spec.handleInvalid();
    var errors = col(ColumnNames.quoted(balancer.getOrDefault(balancer.errorCol())));
    var error = handling == InvalidRows.ERROR ? lit(null).cast("string") : errors;
    // Not deterministic, so that Spark neither moves nor doubles it.
    var look = udf(observer, DataTypes.BooleanType).asNondeterministic();
    var boxes = spec.labels().boxes().map(name -> col(ColumnNames.quoted(name))).orElse(lit(null));
    var seen =
        made.filter(
            look.apply(
                col(ImageSource.KEY),
                col(ImageSource.SPLIT),
                col(ColumnNames.quoted(PreparedJob.PLAN)),
                col(ImageSink.LINEAGE),
                col(ImageSource.IMAGE),
                boxes,
                error,
                col(ColumnNames.quoted(PreparedJob.REFUSED_BY))));
    var written =
        seen.drop(
            col(ColumnNames.quoted(PreparedJob.PLAN)),
            col(ColumnNames.quoted(PreparedJob.REFUSED_BY)),
            col(ColumnNames.quoted(CheckedSources.WEIGHT)));
    return handling == InvalidRows.SKIP ? written.drop(errors) : written;
  }
}
