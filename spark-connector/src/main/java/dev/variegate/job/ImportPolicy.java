package dev.variegate.job;

import dev.variegate.policy.imported.AlbumentationsImport;
import dev.variegate.policy.imported.ImportedPolicy;
import dev.variegate.policy.imported.TimmImport;
import dev.variegate.policy.text.PolicyFile;
import dev.variegate.text.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Command that converts an Albumentations pipeline or a timm string to a policy file. */
@Command(
    name = "ImportPolicy",
    description =
        "Converts an Albumentations pipeline or a timm string to a policy file, and lists what differs.",
    mixinStandardHelpOptions = true,
    versionProvider = AugmentJob.Version.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the policy is written",
      "1:something could not be converted; nothing is written",
      "2:invalid arguments or files; nothing is written"
    })
public final class ImportPolicy implements Callable<Integer> {

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "the policy file to write; must not exist")
  private Path output;

  @Option(
      names = "--accept-missing",
      description = "write the policy even if something could not be converted")
  private boolean acceptMissing;

  private final PrintStream out;
  private final PrintStream err;

  /** What is read. */
  private static final class Source {
    @Option(
        names = "--albumentations",
        paramLabel = "FILE",
        description = "the output of albumentations.to_dict, as JSON")
    private Path albumentations;

    @Option(
        names = "--timm",
        paramLabel = "TEXT",
        description = "a string such as rand-m9-n3-mstd0.5-inc1 or augmix-m5-w4-d2")
    private String timm;

    ImportedPolicy read() throws IOException {
      if (timm != null) {
        return TimmImport.read(timm);
      }
      if (!Files.isRegularFile(albumentations)) {
        throw new IllegalArgumentException(
            "Pipeline %s not found but must be a file; check the path".formatted(albumentations));
      }
      return AlbumentationsImport.read(Files.readString(albumentations), albumentations.toString());
    }
  }

  ImportPolicy(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with the exit code if it is not 0. */
  public static void main(String[] args) {
    int code = execute(System.out, System.err, args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs the command; returns the exit code. */
  public static int execute(PrintStream out, PrintStream err, String... args) {
    return CommandStart.execute(new ImportPolicy(out, err), out, err, args);
  }

  @Override
  public Integer call() {
    return CommandEnd.code("ImportPolicy", err::println, this::run);
  }

  private int run() throws IOException {
    new NewFile(output).requireAbsent();
    return write(source.read());
  }

  private int write(ImportedPolicy imported) throws IOException {
    imported
        .differences()
        .forEach(difference -> out.println(Terminal.line("differs: " + difference)));
    imported.missing().forEach(missing -> out.println(Terminal.line("missing: " + missing)));
    if (!imported.missing().isEmpty() && !acceptMissing) {
      err.println("ImportPolicy: nothing is written; pass --accept-missing to go without");
      return CommandLine.ExitCode.SOFTWARE;
    }
    new NewFile(output).write(PolicyFile.yaml(imported.policy()));
    out.println(Terminal.line(output + " is written"));
    return CommandLine.ExitCode.OK;
  }
}
