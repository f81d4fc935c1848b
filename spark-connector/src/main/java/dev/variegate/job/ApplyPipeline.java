package dev.variegate.job;

import static org.apache.spark.sql.functions.udf;

import dev.variegate.io.CommandPath;
import dev.variegate.io.ExistingOutput;
import dev.variegate.io.OutputFolder;
import dev.variegate.io.OutputRun;
import dev.variegate.io.ParquetSink;
import dev.variegate.job.count.Progress;
import dev.variegate.text.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.LongAccumulator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Command that applies a saved PipelineModel to a table of images and writes Parquet; run it with
 * {@code spark-submit}.
 */
@Command(
    name = "ApplyPipeline",
    description = "Applies a saved pipeline to a table of images and writes Parquet.",
    mixinStandardHelpOptions = true,
    versionProvider = AugmentJob.Version.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the output is written",
      "1:the job failed while running; no partial output is visible, and the output of an earlier job is kept",
      "2:invalid arguments, pipeline, input or output; nothing was run"
    })
public final class ApplyPipeline implements Callable<Integer> {

  private static final Duration TICK = Duration.ofSeconds(3);

  @Option(
      names = "--pipeline",
      required = true,
      paramLabel = "FOLDER",
      description = "the pipeline, as saved by a PipelineModel")
  private String pipeline = "";

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "the input rows, on any Hadoop file system")
  private String input = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "input format: parquet (all columns unchanged), image-folder, binary-file or idx (columns key, image, label, split); default: ${DEFAULT-VALUE}")
  private String format = "parquet";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "folder for the rows that the pipeline returns, as Parquet")
  private String output = "";

  @Option(
      names = "--partitions",
      paramLabel = "NUMBER",
      description = "number of partitions to split the input into; changes no byte of a row")
  private Integer partitions;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "if the output exists: refuse, overwrite or resume; default: ${DEFAULT-VALUE}")
  private String mode = "refuse";

  private final PrintStream out;
  private final PrintStream err;

  ApplyPipeline(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with the exit code if it is not 0. */
  public static void main(String[] args) {
    CommandEnd.exit(execute(System.out, System.err, args));
  }

  /** Runs the command in the JVM's Spark, which stays; returns the exit code. */
  public static int execute(PrintStream out, PrintStream err, String... args) {
    return CommandStart.execute(new ApplyPipeline(out, err), out, err, args);
  }

  @Override
  public Integer call() {
    return CommandEnd.code("ApplyPipeline", err::println, this::run);
  }

  private int run() {
    var existing = ExistingOutput.parse(mode);
    var table = InputTable.of(format, input, cut());
    var spark = CommandSession.named("ApplyPipeline");
    requireWritable(spark);
    var saved = SavedPipeline.load(pipeline, spark);
    var folder = new OutputFolder(output, existing, saved.fingerprint(table.identity()));
    if (!folder.isOpen(spark)) {
      return sayComplete();
    }
    var made = FailedRun.unlessRefused(() -> saved.model().transform(table.read(spark)));
    out.println(Terminal.line(saved.stages()));
    return folder.begin(spark).map(run -> write(run, made)).orElseGet(this::sayComplete);
  }

  private int sayComplete() {
    out.println(Terminal.line("The output is complete already: " + output));
    return CommandLine.ExitCode.OK;
  }

  /** Refuses an output where nothing may be written, before a row is read. */
  private void requireWritable(SparkSession spark) {
    var path = CommandPath.of(spark, "output", output);
    path.requireWritable();
    path.requireApartFrom(CommandPath.of(spark, "input", input));
    path.requireApartFrom(CommandPath.of(spark, "pipeline", pipeline));
  }

  private OptionalInt cut() {
    return partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
  }

  private int write(OutputRun run, Dataset<Row> made) {
    var rows = made.sparkSession().sparkContext().longAccumulator("rows");
    // Not deterministic, so that Spark neither moves nor doubles it.
    var counted = udf(new Counting(rows), DataTypes.BooleanType).asNondeterministic().apply();
    long begun = System.nanoTime();
    var progress = Progress.start(out, TICK, () -> rows.sum());
    try {
      FailedRun.unlessDone(
          () -> run.write(new ParquetSink(output), () -> made.filter(counted), () -> true));
    } finally {
      progress.close();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    out.println(sentence(rows.sum(), seconds));
    out.println(Terminal.line("output: " + output));
    return CommandLine.ExitCode.OK;
  }

  /** {@code 2,796 rows written in 4.2 s: 666 rows/s}. */
  static String sentence(long rows, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,d rows written in %.1f s: %,.0f rows/s",
        rows,
        seconds,
        rows / Math.max(seconds, 1e-3));
  }

  /** Counts the rows on their way to the output, those of a task when it has ended well. */
  private record Counting(LongAccumulator rows) implements UDF0<Boolean> {
    @Override
    public Boolean call() {
      rows.add(1);
      return true;
    }
  }
}
