package dev.variegate.job;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** How commands start: their arguments are read, or help is printed. */
final class CommandStart {

  private CommandStart() {}

  /** Runs a command; returns its exit code. */
  static int execute(Callable<Integer> command, PrintStream out, PrintStream err, String... args) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }
}
