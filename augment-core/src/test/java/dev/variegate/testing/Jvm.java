package dev.variegate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A new JVM, for what happens once in each. */
public final class Jvm {

  private Jvm() {}

  /** What a program prints that runs with the class path of this JVM, and ends well. */
  public static String run(List<String> options, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    return run(System.getProperty("java.class.path"), options, program, arguments);
  }

  /** The same with another class path. */
  public static String run(
      String classPath, List<String> options, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash"));
    command.addAll(List.of("-XX:ErrorFile=/dev/null", "-cp", classPath));
    command.addAll(options);
    command.add(program.getName());
    command.addAll(List.of(arguments));
    var log = Files.createTempFile("jvm", ".log");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError("The JVM failed or hangs; it said:\n" + Files.readString(log));
      }
      return Files.readString(log);
    } finally {
      Files.delete(log);
    }
  }

  /** Runs it twice and prints what it throws. */
  public static void printFailures(Runnable work) {
    for (int i = 0; i < 2; i++) {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        System.out.println(e);
      }
    }
  }
}
