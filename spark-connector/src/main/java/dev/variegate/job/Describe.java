package dev.variegate.job;

import dev.variegate.base.Choice;
import dev.variegate.generate.preview.GuessSheet;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.Task;
import dev.variegate.model.describe.DescriptionScaffold;
import dev.variegate.text.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Command that prints the inputs and outputs of a network and writes a draft {@code model.yaml}
 * next to it.
 */
@Command(
    name = "Describe",
    description =
        "Prints the inputs and outputs of a network, and writes a draft model.yaml next to it.",
    mixinStandardHelpOptions = true,
    versionProvider = AugmentJob.Version.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the description is written",
      "1:an internal error",
      "2:invalid arguments or files; nothing is written"
    })
public final class Describe implements Callable<Integer> {

  @Parameters(
      paramLabel = "NETWORK",
      arity = "1..*",
      description =
          "ONNX files or TorchScript archives of one bundle, such as an encoder and a decoder")
  private List<Path> networks = new ArrayList<>();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "the task of the networks, if it cannot be guessed: super-resolve, diffuse, ...")
  private Optional<String> task = Optional.empty();

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description =
          "an image, such as a photo: writes guesses.png, which shows what the networks make of it under each range of values and order of colors that model.yaml may need")
  private Optional<Path> image = Optional.empty();

  private final PrintStream out;
  private final PrintStream err;

  Describe(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with the exit code if it is not 0. */
  public static void main(String[] args) {
    System.setProperty(ModelCache.IDLE_SECONDS, "0"); // each guess opens a network of its own
    int code = execute(System.out, System.err, args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs the command; returns the exit code. */
  public static int execute(PrintStream out, PrintStream err, String... args) {
    return CommandStart.execute(new Describe(out, err), out, err, args);
  }

  @Override
  public Integer call() {
    return CommandEnd.code("Describe", err::println, this::run);
  }

  private int run() throws IOException {
    var folder = networks.get(0).toAbsolutePath().getParent();
    var file = new NewFile(folder.resolve(ModelBundle.DESCRIPTION));
    file.requireAbsent();
    networks.forEach(network -> requirePresent("Network", network));
    var scaffold = DescriptionScaffold.of(folder, networks, task.map(Describe::task));
    scaffold.signature().lines().map(Terminal::line).forEach(out::println);
    var sheet = folder.resolve("guesses.png");
    if (image.isPresent()) {
      new NewFile(sheet).requireAbsent();
      requirePresent("Image", image.get());
    }
    var text = scaffold.text();
    Optional<GuessSheet.Result> shown =
        image.isPresent()
            ? Optional.of(GuessSheet.of(text, scaffold.task(), folder, image.get()))
            : Optional.empty();
    file.write(text);
    out.println(Terminal.line(file.path() + " is written; fill in what says TODO"));
    if (shown.isPresent()) {
      show(shown.get(), sheet);
    }
    return CommandLine.ExitCode.OK;
  }

  private void show(GuessSheet.Result shown, Path sheet) throws IOException {
    if (shown.png().isPresent()) {
      Files.write(sheet, shown.png().get());
      out.println(
          Terminal.line(sheet + " shows what each range and order of colors makes of the image"));
    } else {
      out.println(Terminal.line("No image can be made: " + shown.reason()));
    }
  }

  private static void requirePresent(String what, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s %s not found but must be a file; check the path".formatted(what, file));
    }
  }

  private static Task task(String word) {
    return Choice.parse(Task.class, word, "task");
  }
}
