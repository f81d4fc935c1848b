package dev.variegate.job;

import dev.variegate.base.KebabCase;
import dev.variegate.job.count.Progress;
import dev.variegate.job.report.RunSummary;
import dev.variegate.job.training.TaskCores;
import dev.variegate.job.training.TrainingOutput;
import dev.variegate.job.training.TrainingWatch;
import dev.variegate.model.TrainingAssembly;
import dev.variegate.text.Terminal;
import dev.variegate.text.TextTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Command that trains a generative model on a set of images as a job file describes; run it with
 * {@code spark-submit} and the training assembly.
 */
@Command(
    name = "TrainJob",
    description = "Trains a generative model on a set of images, as described by a job file.",
    mixinStandardHelpOptions = true,
    versionProvider = AugmentJob.Version.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the bundle is there",
      "1:the training failed while running; run again, it goes on from its last checkpoint",
      "2:invalid arguments, job file, input or output; nothing was trained",
      "3:the bundle is there, but the report is not",
      "143, 130:stopped by SIGTERM or Ctrl-C; run again, it goes on from its last checkpoint"
    })
public final class TrainJob implements Callable<Integer> {

  private static final String NAME = "TrainJob";

  @Parameters(paramLabel = "JOB.yaml", description = "the job file, such as examples/train.yaml")
  private String jobFile = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "overrides a value of the job file; keys have dots: --set params.epochs=5; an empty value removes the key: --set report=")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--explain",
      description = "prints what would be trained on how many images, and trains nothing")
  private boolean explain;

  private final PrintStream out;
  private final PrintStream err;

  private final long started = System.nanoTime();

  TrainJob(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with the exit code if it is not 0. */
  public static void main(String[] args) {
    CommandEnd.exit(execute(System.out, System.err, args));
  }

  /** Runs the job in the JVM's Spark, which stays; returns the exit code. */
  public static int execute(PrintStream out, PrintStream err, String... args) {
    return CommandStart.execute(new TrainJob(out, err), out, err, args);
  }

  @Override
  public Integer call() {
    var stopping =
        new Stopping(
            () ->
                err.println(
                    NAME
                        + ": stopped; start it again, and it goes on from its last checkpoint, if there is one"));
    try {
      return CommandEnd.code(NAME, this::report, this::run);
    } finally {
      Stopping.awaitTasks();
      stopping.close();
    }
  }

  /** Says what is wrong in the keys of job files, but not that a job failed which was stopped. */
  private void report(String sentence) {
    if (!Stopping.isUnderWay()) {
      err.println(TrainReader.keys().translated(sentence));
    }
  }

  private int run() {
    var prepared = PreparedTraining.of(jobFile, settings, new Configuration());
    if (!explain) {
      TrainingAssembly.require("Training");
    }
    var spec = prepared.spec();
    var cores = TaskCores.of(new SparkConf());
    var spark = CommandSession.named(spec.name(), cores.settings());
    prepared.requireWritable(spark);
    var output = spec.trainings(spark);
    output.requireSameJob();
    var rows = FailedRun.unlessRefused(() -> prepared.rows(spark));
    prepared.trainer().transformSchema(rows.schema());
    var classes = FailedRun.unlessRefused(() -> prepared.classes(rows));
    out.println(Terminal.line(spec.name()));
    out.println(Terminal.line(task(spec, classes)));
    out.println("cores: " + cores.sentence(spark.sparkContext().getConf()));
    if (explain) {
      explain(spec, classes);
      return CommandLine.ExitCode.OK;
    }
    return train(prepared, output, rows, classes);
  }

  private void explain(TrainSpec spec, Map<String, Long> classes) {
    if (spec.trainer().getClasses()) {
      var table = new TextTable(List.of("class", "images"));
      out.println(
          table.rows(
              List.copyOf(classes.entrySet()),
              "classes",
              Map.Entry::getValue,
              of -> List.of(of.getKey(), RunSummary.number(of.getValue()))));
    }
    spec.settings().forEach((key, value) -> out.println(Terminal.line(key + ": " + value)));
    out.println("Nothing was trained, as --explain asks.");
  }

  private int train(
      PreparedTraining prepared,
      TrainingOutput output,
      Dataset<Row> rows,
      Map<String, Long> classes) {
    var spec = prepared.spec();
    var before = output.epochs();
    var complete = output.complete();
    before.forEach((folder, epochs) -> sayThere(folder, epochs, complete.contains(folder)));
    output.mark();
    var watch = TrainingWatch.start(out, output, before, spec.trainer().getEpochs());
    String place;
    try {
      place = FailedRun.unlessRefused(() -> prepared.trainer().fit(rows).getModel());
    } finally {
      watch.close();
    }
    var training = output.training(place);
    var outcome =
        new TrainingOutcome(
            spec, training, classes, before.getOrDefault(training.folder(), 0), seconds());
    if (complete.contains(training.folder())) {
      out.println("The training is complete already: nothing was trained");
    }
    outcome.facts().forEach((name, value) -> out.println(Terminal.line(name + ": " + value)));
    int code = CommandEnd.after(NAME, "report", this::report, () -> write(outcome));
    out.println(String.format(Locale.ROOT, "whole job: %s", Progress.duration(seconds())));
    return code;
  }

  private void sayThere(Path folder, int epochs, boolean complete) {
    if (!complete && epochs > 0) {
      out.println(
          Terminal.line(
              "%s was ended after epoch %d; it goes on if its images and cores are the same"
                  .formatted(folder, epochs)));
    }
  }

  private void write(TrainingOutcome outcome) {
    outcome
        .page(SparkSession.active().sparkContext().hadoopConfiguration())
        .ifPresent(page -> out.println(Terminal.line("report: " + page)));
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** {@code Trains a vae on 932 images of 10 classes, in at most 20 epochs}. */
  private static String task(TrainSpec spec, Map<String, Long> classes) {
    long images = classes.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "Trains a generator (%s) on %,d images%s, in at most %d epochs",
        KebabCase.kebab(spec.family()),
        images,
        spec.trainer().getClasses() ? " of " + classes.size() + " classes" : "",
        spec.trainer().getEpochs());
  }
}
