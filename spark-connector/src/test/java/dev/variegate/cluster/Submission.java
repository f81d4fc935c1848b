package dev.variegate.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one job that is run in several places: clothes to 400 of each kind, by a policy and a
 * network.
 *
 * @param folder where its files and log go
 */
record Submission(Path folder) {

  /** Writes the job file; its paths may lie on any file system. */
  Submission describe(String input, String policy, String model) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        jobFile(),
        """
        name: the same bytes anywhere
        input:
          format: idx
          path: %s
          labels: [t-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle-boot]
          partitions: 12
        plan: {target: 400}
        methods:
          classic: {policy: %s}
          sample: {model: %s}
        output: {format: parquet, path: /nowhere}
        seed: 7
        """
            .formatted(input, policy, model));
    return this;
  }

  /** The same with everything it reads on the local disk. */
  Submission describeLocal() throws IOException {
    var root = SparkHome.root();
    return describe(
        root.resolve("examples/data/fashion-longtail").toString(),
        root.resolve("conf/policies/gray.yaml").toString(),
        root.resolve("examples/models/fashion-clothes").toString());
  }

  Path jobFile() {
    return folder.resolve("job.yaml");
  }

  Path log() {
    return folder.resolve("log");
  }

  /** Starts the job. */
  Process start(String master, String format, String output, String... more) throws IOException {
    var given = new ArrayList<>(List.of(jobFile().toString()));
    given.addAll(List.of("--set", "output.format=" + format));
    given.addAll(List.of("--set", "output.path=" + output));
    given.addAll(List.of(more));
    return command(master, "AugmentJob", given);
  }

  /** Starts a command of the package job, other jars beside the assembly. */
  Process command(String master, String command, List<String> given, Path... jars)
      throws IOException {
    var more = Stream.of(jars).flatMap(jar -> Stream.of("--jars", jar.toString())).toList();
    return command(master, command, given, more);
  }

  /** Starts a command of the package job, with more arguments for {@code spark-submit}. */
  Process command(String master, String command, List<String> given, List<String> more)
      throws IOException {
    var program = new ArrayList<>(List.of("--class", "dev.variegate.job." + command));
    program.addAll(more);
    program.add(assembly());
    program.addAll(given);
    return submit(master, program);
  }

  /** Starts a program of the tests. */
  Process program(String master, Class<?> program, String... given) throws IOException {
    return program(master, program, List.of("--jars", assembly()), List.of(given));
  }

  /** Starts a program of the tests that trains, with settings of Spark. */
  Process training(String master, Class<?> program, List<String> settings, List<String> given)
      throws IOException {
    var more = new ArrayList<>(List.of("--jars", assembly() + "," + SparkHome.trainingAssembly()));
    settings.forEach(setting -> more.addAll(conf(setting)));
    return program(master, program, more, given);
  }

  private Process program(String master, Class<?> program, List<String> more, List<String> given)
      throws IOException {
    var arguments = new ArrayList<>(List.of("--class", program.getName()));
    arguments.addAll(more);
    arguments.add(assembly().replace("-assembly.jar", "-tests.jar"));
    arguments.addAll(given);
    return submit(master, arguments);
  }

  private static String assembly() {
    return SparkHome.assembly().toString();
  }

  private Process submit(String master, List<String> program) throws IOException {
    var arguments = new ArrayList<>(List.of("--master", master, "--executor-memory", "700m"));
    arguments.addAll(List.of("--driver-java-options", SparkHome.QUICK));
    arguments.addAll(conf("spark.executor.extraJavaOptions=" + SparkHome.QUICK));
    arguments.addAll(conf("spark.driver.host=127.0.0.1"));
    arguments.addAll(conf("spark.driver.bindAddress=127.0.0.1"));
    arguments.addAll(conf("spark.ui.enabled=false"));
    arguments.addAll(conf("spark.speculation=true")); // the slowest tasks may run twice
    arguments.addAll(conf("spark.speculation.quantile=0.5"));
    arguments.addAll(conf("spark.speculation.multiplier=1"));
    arguments.addAll(conf("spark.eventLog.enabled=true"));
    arguments.addAll(conf("spark.eventLog.rolling.enabled=false"));
    arguments.addAll(conf("spark.eventLog.compress=false"));
    arguments.addAll(conf("spark.eventLog.dir=" + Files.createDirectories(events()).toUri()));
    arguments.addAll(program);
    return SparkHome.submit(log(), arguments);
  }

  private static List<String> conf(String setting) {
    return List.of("--conf", setting);
  }

  private Path events() {
    return folder.resolve("events");
  }

  /** What the driver saw happen, one event a line. */
  List<String> seen() throws IOException {
    var lines = new ArrayList<String>();
    try (var files = Files.list(events())) {
      for (var file : files.filter(f -> !f.toString().endsWith(".crc")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
