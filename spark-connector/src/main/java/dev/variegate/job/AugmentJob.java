package dev.variegate.job;

import dev.variegate.policy.Software;
import dev.variegate.stage.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a larger, balanced set of pictures as a job file says; for {@code spark-submit}. */
@Command(
    name = "AugmentJob",
    description = "Makes a larger, balanced set of pictures as a job file says.",
    mixinStandardHelpOptions = true,
    versionProvider = AugmentJob.Version.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the output is written",
      "1:the job failed while it ran; no partial output is visible, and what an earlier job wrote stays",
      "2:wrong arguments, job file, input or output; nothing was run",
      "3:the output is written, but the report or the quarantine is not"
    })
public final class AugmentJob implements Callable<Integer> {

  private static final String NAME = "AugmentJob";

  @Parameters(paramLabel = "JOB.yaml", description = "the job file, such as those in conf/")
  private String jobFile = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "lays a value over the job file's; keys have dots: --set plan.target=500; none takes the key away: --set quarantine=")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--explain",
      description = "prints the plan (rows, bytes, estimated time) and runs nothing")
  private boolean explain;

  private final PrintStream out;
  private final PrintStream err;

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
    return new CommandLine(new AugmentJob(out, err))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() {
    return CommandEnd.code(NAME, err, this::run);
  }

  private int run() {
    var prepared = Preparation.of(jobFile, settings, new Configuration());
    var spec = prepared.spec();
    var spark = SparkSession.builder().appName(spec.name()).getOrCreate();
    prepared.requirePlaces(spark);
    if (!explain) {
      prepared.requireOpen(spark);
    }
    var job = FailedRun.unlessRefused(() -> prepared.plan(spark));
    out.println(Terminal.line(spec.name()));
    out.println(job.balancer().plan().explain());
    if (explain) {
      out.println("Nothing was run, as --explain asks.");
      return CommandLine.ExitCode.OK;
    }
    var output = prepared.output().begin(spark);
    if (output.isEmpty()) {
      out.println(Terminal.line("The output is complete already: " + spec.output().sink().path()));
      prepared
          .output()
          .madeOf(spark)
          .filter(before -> !before.equals(job.input()))
          .ifPresent(before -> out.println(changed(before, job.input())));
      return CommandLine.ExitCode.OK;
    }
    return tell(job, job.run(output.get().of(job.input()), out));
  }

  private static String changed(String before, String now) {
    return "warning: the input has changed since: it had %s, and has %s; write another output, or --set output.mode=overwrite"
        .formatted(before, now);
  }

  private int tell(Job job, Job.Finished finished) {
    var outcome = Outcome.of(job, finished);
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
    return Math.max(
        CommandEnd.after(NAME, "quarantine", err, () -> quarantine(job, finished)),
        CommandEnd.after(NAME, "report", err, () -> report(job, finished, outcome)));
  }

  private static void quarantine(Job job, Job.Finished finished) {
    job.quarantine().ifPresent(place -> place.write(job.rows(), finished.refusals()));
  }

  private void report(Job job, Job.Finished finished, Outcome outcome) {
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
