package dev.variegate.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Spark as the build gathers it from Maven, and the jar that it is given. */
public final class SparkHome {

  /** Jobs this short spend half their time in the second compiler. */
  public static final String QUICK = "-XX:TieredStopAtLevel=1";

  private SparkHome() {}

  static Path home() {
    return Path.of(System.getProperty("variegate.spark.home"));
  }

  public static Path assembly() {
    return Path.of(System.getProperty("variegate.assembly"));
  }

  /** What is given beside it to whoever trains or runs TorchScript. */
  static Path trainingAssembly() {
    return Path.of(System.getProperty("variegate.training.assembly"));
  }

  public static Path root() {
    return Path.of(System.getProperty("variegate.root"));
  }

  /** A daemon of Spark's on the loopback address, its words going to the log. */
  static Process daemon(Path log, String... classAndArguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", QUICK, "-cp", home().resolve("jars") + File.separator + "*"));
    command.addAll(List.of(classAndArguments));
    return start(log, command);
  }

  /** The job, started by the script that users start it by. */
  public static Process submit(Path log, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(root().resolve("examples/spark-submit.sh").toString());
    command.addAll(arguments);
    return start(log, command);
  }

  private static Process start(Path log, List<String> command) throws IOException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("HADOOP_"));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    if (!command.get(0).endsWith(".sh")) { // the script finds these itself
      environment.put("SPARK_HOME", home().toString());
      environment.put("SPARK_SCALA_VERSION", "2.13");
    }
    return builder.start();
  }

  /** Waits until the process has ended well. */
  static void await(Process process, Path log) throws IOException, InterruptedException {
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError("the job failed or hangs; it said:\n" + Files.readString(log));
      }
    } finally {
      end(process);
    }
  }

  /** Ends a process and all that it started. */
  public static void end(Process process) {
    var all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
