package dev.variegate.job;

import dev.variegate.model.BadModelException;
import dev.variegate.text.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * How commands end: what they say where something is wrong, in one sentence, and with which code.
 * Stack traces go to the log of this class, at level debug.
 */
final class CommandEnd {

  /** The output is complete, but something that says of it is not. */
  static final int INCOMPLETE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(CommandEnd.class);

  private CommandEnd() {}

  /** Does the work of the command of this name; returns its exit code. */
  static int code(String name, Consumer<String> err, Callable<Integer> work) {
    try {
      return work.call();
    } catch (FailedRun e) {
      return report(
          err, name + ": the job failed: " + e.getMessage(), e, CommandLine.ExitCode.SOFTWARE);
    } catch (IllegalArgumentException | BadModelException e) { // refused before anything ran
      return report(err, name + ": " + e.getMessage(), e, CommandLine.ExitCode.USAGE);
    } catch (IOException | UncheckedIOException e) { // looked at before anything ran
      return report(err, name + ": " + FailureMessage.sentence(e), e, CommandLine.ExitCode.USAGE);
    } catch (Exception | Error e) {
      return report(
          err, name + ": failed: " + FailureMessage.sentence(e), e, CommandLine.ExitCode.SOFTWARE);
    }
  }

  /**
   * Does what follows when the output of the command is complete; returns its exit code.
   *
   * @param what fails: {@code report}
   */
  static int after(String name, String what, Consumer<String> err, Runnable work) {
    return last(name, "the output is complete, but the " + what, err, work);
  }

  /**
   * Does what a command does last, however it has ended; returns its exit code.
   *
   * @param what fails: {@code the summary}
   */
  static int last(String name, String what, Consumer<String> err, Runnable work) {
    try {
      work.run();
      return CommandLine.ExitCode.OK;
    } catch (Exception | Error e) { // Spark throws checked ones that its signatures hide
      var sentence = "%s: %s failed: %s".formatted(name, what, FailureMessage.sentence(e));
      return report(err, sentence, e, INCOMPLETE);
    }
  }

  private static int report(Consumer<String> err, String sentence, Throwable e, int code) {
    var line = Terminal.line(sentence);
    LOG.debug("{}", line, e);
    err.accept(line);
    return code;
  }

  /** Stops the JVM's Spark, and ends the JVM if the code is not 0. */
  static void exit(int code) {
    SparkSession.getDefaultSession().foreach(CommandEnd::stop);
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  private static Object stop(SparkSession spark) {
    spark.stop();
    return spark;
  }
}
