package dev.variegate.job;

import dev.variegate.model.BadModelException;
import java.io.PrintStream;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** How commands end: what they say where something is wrong, and with which code. */
final class CommandEnd {

  private static final Logger LOG = LoggerFactory.getLogger(CommandEnd.class);

  private CommandEnd() {}

  /** Does the work of the command of this name; returns its exit code. */
  static int code(String name, PrintStream err, Runnable work) {
    try {
      work.run();
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException | BadModelException e) { // refused before anything ran
      err.println(name + ": " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (FailedRun e) {
      LOG.error("the job failed", e);
      err.println(name + ": the job failed: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
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
