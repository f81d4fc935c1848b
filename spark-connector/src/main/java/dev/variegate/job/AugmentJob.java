package dev.variegate.job;

import dev.variegate.job.check.JobKeys;
import dev.variegate.job.report.ReportFiles;
import dev.variegate.job.report.RunSummary;
import dev.variegate.lineage.Software;
import dev.variegate.text.Terminal;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Command that augments and balances a set of images as a job file describes; run it with {@code
 * spark-submit}.
 */
@Command(
    name = "AugmentJob",
    description = "Makes a larger, balanced set of images, as described by a job file.",
    mixinStandardHelpOptions = true,
    versionProvider = AugmentJob.Version.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the output is written",
      "1:the job failed while running; no partial output is visible, and the output of an earlier job is kept",
      "2:invalid arguments, job file, input or output; nothing was run",
      "3:the output is written, but the report, the quarantine, the audit or the summary is not",
      "143, 130:stopped by SIGTERM or Ctrl-C; no partial output is visible; rerun it with --set output.mode=resume"
    })
public final class AugmentJob implements Callable<Integer> {

  private static final String NAME = "AugmentJob";

  @Parameters(paramLabel = "JOB.yaml", description = "the job file, such as those in conf/")
  private String jobFile = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "overrides a value of the job file; keys have dots: --set plan.target=500; an empty value removes the key: --set quarantine=")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--explain",
      description = "prints the plan (rows, bytes, estimated time) and runs nothing")
  private boolean explain;

  @Option(
      names = "--summary",
      paramLabel = "FILE.json",
      description =
          "file to write the outcome of the job to, for other programs, whatever its exit code; on any Hadoop file system")
  private Optional<String> summaryFile = Optional.empty();

  private final PrintStream out;
  private final PrintStream err;

  private final long started = System.nanoTime();

  AugmentJob(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with the exit code if it is not 0. */
  public static void main(String[] args) {
    CommandEnd.exit(execute(System.out, System.err, args));
  }

  /** Runs the job in the JVM's Spark, which stays; returns the exit code. */
  public static int execute(PrintStream out, PrintStream err, String... args) {
    return CommandStart.execute(new AugmentJob(out, err), out, err, args);
  }

  @Override
  public Integer call() {
    var summary = new Summary(summaryFile, jobFile);
    var stopping = new Stopping(() -> stopped(summary));
    try {
      int code = CommandEnd.code(NAME, line -> report(line, summary), () -> run(summary));
      if (Stopping.isUnderWay()) {
        return code; // the last word is said elsewhere
      }
      int written = summarize(summary, () -> summary.write(code, hadoop()));
      return code == CommandLine.ExitCode.OK ? written : code;
    } finally {
      stopping.close();
    }
  }

  /** Says what is wrong in the keys of job files, but not that a job failed which was stopped. */
  private void report(String sentence, Summary summary) {
    if (!Stopping.isUnderWay()) {
      var line = JobKeys.in(sentence);
      summary.message(line);
      err.println(line);
    }
  }

  private void stopped(Summary summary) {
    var sentence =
        NAME
            + ": stopped; "
            + (summary.isWritten()
                ? "the output is complete, the report, the quarantine or the audit may not be"
                : summary
                    .output()
                    .map(
                        output ->
                            "nothing of this run is visible in %s; %s"
                                .formatted(output, summary.remedy()))
                    .orElse("nothing was run"));
    err.println(Terminal.line(sentence));
    summary.message(sentence);
    summarize(summary, () -> summary.writeStopped(hadoop()));
  }

  private int summarize(Summary summary, Runnable writing) {
    return summary.isWritten()
        ? CommandEnd.after(NAME, "summary", err::println, writing)
        : CommandEnd.last(NAME, "the summary", err::println, writing);
  }

  /** As Spark has it, or would have it. */
  private static Configuration hadoop() {
    var spark = SparkSession.getDefaultSession();
    return spark.isDefined() && !spark.get().sparkContext().isStopped()
        ? spark.get().sparkContext().hadoopConfiguration()
        : SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  private int run(Summary summary) {
    var prepared = PreparedJob.of(jobFile, settings, new Configuration());
    var spec = prepared.spec();
    summary.begun(spec);
    var spark = CommandSession.named(spec.name());
    requireSummary(prepared, summary, spark);
    prepared.paths(spark).requireWritable();
    if (!explain && !prepared.isOpen(spark)) {
      complete(prepared, spark, FailedRun.unlessRefused(() -> prepared.input(spark)), summary);
      return CommandLine.ExitCode.OK;
    }
    spec.audit().ifPresent(any -> out.println("Audits the training images ..."));
    var job = FailedRun.unlessRefused(() -> prepared.plan(spark));
    try {
      return run(prepared, job, summary);
    } finally {
      job.sources().close();
    }
  }

  private int run(PreparedJob prepared, Job job, Summary summary) {
    var spec = prepared.spec();
    out.println(Terminal.line(spec.name()));
    out.println(job.balancer().plan().explain());
    job.sources().lines().forEach((name, value) -> out.println(Terminal.line(name + ": " + value)));
    summary.planned(job);
    if (explain) {
      out.println("Nothing was run, as --explain asks.");
      summary.outcome(Summary.EXPLAINED);
      return CommandLine.ExitCode.OK;
    }
    var output = prepared.output().begin(job.spark());
    if (output.isEmpty()) {
      complete(prepared, job.spark(), job.input(), summary);
      return after("audit", summary, () -> audit(job));
    }
    return report(job, job.run(output.get().of(job.input()), out, summary), summary);
  }

  /** Says that the output is complete, and whether it is of another input than now. */
  private void complete(PreparedJob prepared, SparkSession spark, String input, Summary summary) {
    var output = prepared.output();
    out.println(Terminal.line("The output is complete already: " + output.path()));
    summary.outcome(Summary.COMPLETE_ALREADY);
    output
        .madeOf(spark)
        .filter(before -> !before.equals(input))
        .ifPresent(before -> out.println(changed(before, input)));
  }

  /** A summary is not written where it may not lie. */
  private static void requireSummary(PreparedJob prepared, Summary summary, SparkSession spark) {
    try {
      summary.file().ifPresent(file -> prepared.paths(spark).requireSummary(file));
      summary.placed();
    } catch (IllegalArgumentException e) {
      summary.forget();
      throw e;
    }
  }

  private static String changed(String before, String now) {
    return "warning: the input has changed since: it had %s, and has %s; write another output, or --set output.mode=overwrite"
        .formatted(before, now);
  }

  private int report(Job job, Job.Finished finished, Summary summary) {
    var outcome = RunOutcome.summary(job, finished);
    summary.made(outcome);
    out.println();
    out.println(outcome.table());
    out.println();
    outcome
        .refused()
        .forEach(
            (why, rows) ->
                out.println(
                    String.format(Locale.ROOT, "refused: %,d: %s", rows, Terminal.line(why))));
    out.println(outcome.sentence());
    outcome.facts().forEach((name, value) -> out.println(Terminal.line(name + ": " + value)));
    int code =
        Stream.of(
                after("quarantine", summary, () -> quarantine(job, finished)),
                after("audit", summary, () -> audit(job)),
                after("report", summary, () -> report(job, finished, outcome)))
            .mapToInt(Integer::intValue)
            .max()
            .orElseThrow();
    double seconds = (System.nanoTime() - started) / 1e9;
    summary.took(seconds);
    out.println(
        String.format(
            Locale.ROOT,
            "whole job: %.1f s, %,.0f images/s",
            seconds,
            outcome.imagesPerSecond(seconds)));
    return code;
  }

  private int after(String what, Summary summary, Runnable writing) {
    return CommandEnd.after(NAME, what, line -> report(line, summary), writing);
  }

  private static void quarantine(Job job, Job.Finished finished) {
    job.quarantine().ifPresent(place -> place.write(job.sources().rows(), finished.refusals()));
  }

  private static void audit(Job job) {
    job.audit().ifPresent(place -> job.sources().audit().ifPresent(place::write));
  }

  private void report(Job job, Job.Finished finished, RunSummary outcome) {
    var hadoop = job.spark().sparkContext().hadoopConfiguration();
    job.spec()
        .report()
        .map(report -> ReportFiles.write(outcome, finished.shown(), report, hadoop))
        .ifPresent(
            files -> {
              out.println(Terminal.line("report: " + files.page()));
              out.println(Terminal.line("sheet: " + files.sheet()));
            });
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Software.name()};
    }
  }
}
