package dev.variegate.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A Master and two Workers of one core each, in processes of their own on the loopback address. */
public final class Cluster implements AutoCloseable {

  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern REGISTERED =
      Pattern.compile("(Successfully registered with master)");

  private final List<Process> daemons = new ArrayList<>();
  private final String master;

  /** Starts all three; their logs and work go to the folder. */
  public Cluster(Path folder) throws IOException, InterruptedException {
    try {
      this.master = startMaster(folder.resolve("master.log"));
      for (int i = 0; i < 2; i++) {
        startWorker(folder, "worker" + i);
      }
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  public String master() {
    return master;
  }

  private String startMaster(Path log) throws IOException, InterruptedException {
    var daemon =
        SparkHome.daemon(
            log,
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--webui-port",
            "0");
    daemons.add(daemon);
    return find(daemon, log, MASTER);
  }

  private void startWorker(Path folder, String name) throws IOException, InterruptedException {
    var log = folder.resolve(name + ".log");
    var daemon =
        SparkHome.daemon(
            log,
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            folder.resolve(name).toString(),
            master);
    daemons.add(daemon);
    find(daemon, log, REGISTERED);
  }

  /** An executor that runs now, if any does. */
  Optional<ProcessHandle> executor() {
    return executors().stream().findFirst();
  }

  /** The executors that run now. */
  public List<ProcessHandle> executors() {
    return daemons.stream()
        .flatMap(Process::descendants)
        .filter(
            process ->
                process.info().arguments().map(List::of).orElse(List.of()).stream()
                    .anyMatch(argument -> argument.endsWith("CoarseGrainedExecutorBackend")))
        .toList();
  }

  private static String find(Process daemon, Path log, Pattern pattern)
      throws InterruptedException {
    return await(
        "no \"%s\" in %s".formatted(pattern, log),
        daemon::isAlive,
        () -> {
          var matcher = pattern.matcher(read(log));
          return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        });
  }

  /** Asks again and again until there is an answer, or none can come any more. */
  static <T> T await(String otherwise, BooleanSupplier hope, Supplier<Optional<T>> question)
      throws InterruptedException {
    for (int i = 0; i < 18_000 && hope.getAsBoolean(); i++) {
      var answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      Thread.sleep(10);
    }
    throw new AssertionError(otherwise);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    daemons.forEach(SparkHome::end);
  }
}
